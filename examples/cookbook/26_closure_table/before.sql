create table categories (
  id integer primary key,
  parent_id integer references categories (id),
  name varchar(40) not null
);
insert into categories (id, parent_id, name) values
  (1, null, 'Home'), (2, 1, 'Kitchen'), (3, 2, 'Knives'), (4, null, 'Garden'), (5, 4, 'Tools');
