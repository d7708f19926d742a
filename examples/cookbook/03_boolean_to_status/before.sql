create table accounts (
  id integer primary key,
  name varchar(50) not null,
  active boolean
);
insert into accounts (id, name, active) values (1, 'Ada', true), (2, 'Grace', false), (3, 'Plato', null), (4, 'Cher', true);
