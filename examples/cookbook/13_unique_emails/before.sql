create table users (
  id integer primary key,
  email varchar(80) not null,
  created date not null
);
create table posts (
  id integer primary key,
  user_id integer not null,
  constraint posts_user foreign key (user_id) references users (id)
);
insert into users (id, email, created) values
  (1, ' ada@example.com', '2024-02-01'),
  (2, 'ADA@example.com', '2024-01-01'),
  (3, 'grace@example.com', '2024-03-01');
insert into posts (id, user_id) values (10, 1), (11, 2), (12, 3);
