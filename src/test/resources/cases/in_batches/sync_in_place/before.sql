create table teams (
  id integer primary key,
  name text not null,
  boss text,
  constraint teams_name_key unique (name)
);
create table users (
  id integer primary key,
  full_name text,
  email varchar(20) not null,
  status text,
  age integer,
  active boolean,
  created timestamp,
  team_id integer,
  constraint users_email_key unique (email),
  constraint users_team_id_fkey foreign key (team_id) references teams (id)
);
create table orders (
  id integer primary key,
  user_id integer not null,
  amount numeric(10,2),
  note text,
  constraint orders_user_id_fkey foreign key (user_id) references users (id)
);
insert into teams (id, name, boss) values (1, 'red', 'Ann'), (2, 'blue', null), (3, 'idle', null);
insert into users (id, full_name, email, status, age, active, created, team_id) values
  (1, 'Ada Lovelace', 'ada@x.org', 'enabled', 36, true, '2024-01-02 03:04:05', 1),
  (2, 'Cher', 'cher@x.org', 'disabled', null, false, null, 2),
  (3, null, 'no@x.org', null, 5, null, '2025-06-07 08:09:10', null),
  (4, 'Jean Luc Picard', 'JL@x.org', 'suspended', 59, true, '2023-12-31 23:59:59', 1);
insert into orders (id, user_id, amount, note) values (10, 1, 5.50, 'a'), (11, 1, 4.25, null), (12, 2, 1.25, 'c');
