create table nodes (
  id integer primary key,
  parent_id integer,
  name text not null,
  constraint nodes_name_key unique (name),
  constraint nodes_parent_id_fkey foreign key (parent_id) references nodes (id)
);
create table news (
  id integer primary key,
  parent_id integer,
  name text not null
);
insert into nodes (id, parent_id, name) values (1, null, 'root'), (2, 1, 'a'), (3, 2, 'b');
insert into news (id, parent_id, name) values (2, 9, 'a2'), (9, 1, 'new'), (3, 2, 'b');
