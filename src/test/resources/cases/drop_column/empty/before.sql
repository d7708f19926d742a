create table people (
  id integer,
  email text,
  boss_id integer,
  team varchar(20)
);
insert into people (id, email, boss_id, team) values (1, null, null, 'red'), (2, null, 1, 'red'), (3, null, 9, 'blue');
