create table t (
  id integer primary key,
  a text,
  n integer not null,
  constraint t_n_key unique (n)
);
insert into t (id, a, n) values (1, 'x', 10), (2, 'y', 20), (3, null, 30), (4, 'x', 40), (5, 'z z', 50);
create table v (
  id integer primary key,
  b text
);
insert into v (id, b) values (7, 'p'), (8, 'q');
