create table t (
  id integer primary key,
  a varchar(9) default 'none',
  n integer not null,
  done boolean not null default false,
  constraint t_n check (n > 0)
);
create index t_a on t (a);
insert into t (id, a, n) values (1, 'x', 10), (2, 'y', 20), (3, null, 30), (4, 'x', 40), (5, 'z z', 50);
