create table people (
  id integer primary key,
  name varchar(80) not null
);
insert into people (id, name) values (1, 'Lovelace, Ada'), (2, 'Hopper, Grace Brewster'), (3, 'Plato');
