create table members (
  id integer primary key,
  email text,
  name text not null,
  visits integer not null,
  joined timestamp
);
create table orders (
  id integer primary key,
  member_id integer not null,
  amount integer not null,
  constraint orders_member_id_fkey foreign key (member_id) references members (id)
);
create table seats (
  member_id integer not null,
  room text not null,
  place integer,
  constraint seats_pkey primary key (member_id, room),
  constraint seats_member_id_fkey foreign key (member_id) references members (id) on delete cascade
);
insert into members (id, email, name, visits, joined) values
  (1, 'ada@x.org', 'Ada', 3, '2024-03-01 00:00:00'),
  (2, 'ADA@x.org', 'Ada L', 4, '2024-01-01 00:00:00'),
  (3, 'bob@x.org', 'Bob', 1, '2024-02-01 00:00:00'),
  (4, 'Ada@X.org', 'A. L.', 5, '2024-02-01 00:00:00'),
  (5, null, 'Cher', 0, null),
  (6, null, 'Cher', 0, null),
  (7, 'BOB@x.org', 'Bob B', 2, '2024-05-01 00:00:00');
insert into orders (id, member_id, amount) values (10, 1, 5), (11, 2, 6), (12, 3, 7), (13, 4, 8), (14, 7, 9), (15, 5, 1);
insert into seats (member_id, room, place) values (1, 'blue', 1), (3, 'blue', 2), (4, 'red', 3);
