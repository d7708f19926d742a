create table accounts (
  id integer primary key,
  email varchar(100) not null,
  credit integer not null
);
create table orders (
  id integer primary key,
  account_id integer not null references accounts (id)
);
create table club_memberships (
  id integer primary key,
  account_id integer not null references accounts (id),
  club_id integer not null,
  unique (account_id, club_id)
);
insert into accounts (id, email, credit) values (1, 'bob@example.com', 5), (3, 'ada@example.com', 20), (7, 'ada@work.example', 12);
insert into orders (id, account_id) values (10, 1), (11, 3), (12, 7), (13, 7);
insert into club_memberships (id, account_id, club_id) values (1, 3, 100), (2, 7, 100), (3, 7, 200);
