create table t (id integer primary key, a text, n integer not null);
insert into t (id, a, n) values (1, 'x', 10), (2, 'y', 20), (3, null, 30);
