create table teams (id integer primary key, name varchar(20) not null, constraint teams_name_key unique (name));
create table clubs (id integer primary key, name varchar(20) not null, constraint clubs_name_key unique (name));
create table users (
  id integer primary key,
  full_name text,
  age text,
  status text,
  extra text,
  team_id integer,
  constraint users_team_id_fkey foreign key (team_id) references teams (id)
);
insert into teams (id, name) values (1, 'red'), (2, 'blue');
insert into clubs (id, name) values (7, 'red');
insert into users (id, full_name, age, status, extra, team_id) values (1, 'Ada Lovelace', '36', 'on', '{}', 1), (2, 'Cher', 'old', null, 'x', 2), (3, null, null, 'off', null, null);
