create table category (
  id integer primary key,
  name varchar(60) not null unique
);
create table task (
  id integer primary key,
  title varchar(100) not null,
  category_id integer,
  constraint task_category foreign key (category_id) references category (id)
);
insert into category (id, name) values
  (10, 'Home and Garden'),
  (20, 'Work'),
  (35, ' Reading List ');
insert into task (id, title, category_id) values
  (1, 'Mow the lawn', 10),
  (2, 'Write the report', 20),
  (3, 'Read the Phaedo', 35),
  (4, 'Water the plants', 10),
  (5, 'Think', null);
