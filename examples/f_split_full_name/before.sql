create table users (
  id integer primary key,
  full_name varchar(100) not null,
  email varchar(120) not null unique
);
insert into users (id, full_name, email) values
  (1, 'Ada Lovelace', 'ada@example.com'),
  (2, 'Grace Brewster Hopper', 'grace@example.com'),
  (3, 'Plato', 'plato@example.com'),
  (4, 'Cher', 'cher@example.com'),
  (5, 'Søren Kierkegaard', 'soren@example.com'),
  (8, 'Scarlett O''Hara', 'scarlett@example.com');
