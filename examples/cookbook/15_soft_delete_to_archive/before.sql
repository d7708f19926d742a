create table users (
  id integer primary key,
  email varchar(80) not null,
  deleted_at timestamp
);
insert into users (id, email, deleted_at) values
  (1, 'ada@example.com', null),
  (2, 'ada@example.com', '2024-02-01 10:00:00'),
  (3, 'grace@example.com', null),
  (4, 'cher@example.com', '2024-03-01 08:30:00');
