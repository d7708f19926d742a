create table t (
  id integer primary key,
  a text,
  n integer not null,
  constraint t_n_key unique (n)
);
create index t_a on t (a);
create index t_a_n on t (a desc, n);
create index t_n on t (n) where n > 20;
insert into t (id, a, n) values (1, 'x', 10), (2, 'y', 20), (3, null, 30), (4, 'x', 40), (5, 'z z', 50);
