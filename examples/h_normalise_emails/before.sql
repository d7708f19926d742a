create table users (
  id integer primary key,
  email varchar(120) not null unique
);
create table subscriptions (
  id integer primary key,
  email varchar(120) not null,
  list varchar(20) not null
);
insert into users (id, email) values
  (1, 'Ada@Example.com'),
  (2, ' grace@example.com'),
  (3, 'plato@EXAMPLE.COM '),
  (4, 'cher@example.com');
insert into subscriptions (id, email, list) values
  (1, 'ada@example.com', 'news'),
  (2, 'ADA@example.com', 'offers'),
  (3, 'Grace@Example.com', 'news'),
  (4, ' cher@example.com ', 'news');
