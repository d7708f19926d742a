create table users (
  id integer primary key,
  name varchar(60) not null
);
create table tasks (
  id integer primary key,
  user_id integer not null,
  title varchar(100) not null
);
insert into users (id, name) values
  (1, 'Ada Lovelace'),
  (2, 'Grace Hopper'),
  (3, 'Plato');
insert into tasks (id, user_id, title) values
  (1, 1, 'Write the first program'),
  (2, 1, 'Translate Menabrea'),
  (3, 2, 'Find the moth'),
  (4, 3, 'Leave the cave');
