create table users (
  id integer primary key,
  name varchar(60) not null,
  status varchar(30)
);
insert into users (id, name, status) values
  (1, 'Ada Lovelace', 'enabled'),
  (2, 'Grace Hopper', 'enabled'),
  (3, 'Plato', 'disabled'),
  (4, 'Cher', 'suspended'),
  (5, 'Alan Turing', 'pending_activation'),
  (6, 'nobody', null);
