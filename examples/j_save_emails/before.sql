create table users (
  id integer primary key,
  email varchar(120),
  name varchar(60) not null
);
insert into users (id, email, name) values
  (1, 'Ada@Example.com', 'Ada Lovelace'),
  (2, 'grace@example.com', 'Grace Hopper'),
  (3, 'PLATO@ACADEMY.EXAMPLE', 'Plato'),
  (4, null, 'Cher'),
  (5, 'Søren@Example.com', 'Søren Kierkegaard');
