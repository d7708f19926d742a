create table goods (
  id integer primary key,
  price integer not null,
  twice integer generated always as (price * 2) stored
);
create table sold (
  number integer primary key autoincrement,
  price integer not null,
  thrice integer generated always as (price * 3) stored,
  good_id integer not null
);
insert into goods (id, price) values (1, 10), (2, 20), (7, 30);
