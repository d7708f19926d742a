create table shops (
  id integer primary key,
  zone varchar(40) not null
);
create table visits (
  id integer primary key,
  shop_id integer not null references shops (id),
  local_time timestamp not null
);
insert into shops (id, zone) values (1, 'Europe/Berlin'), (2, 'America/New_York');
insert into visits (id, shop_id, local_time) values
  (10, 1, '2024-01-15 09:30:00'),
  (11, 1, '2024-07-15 09:30:00'),
  (12, 2, '2024-07-15 09:30:00');
