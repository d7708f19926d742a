create table t (id integer primary key, a text, n integer not null);
insert into t (id, a, n) values (1, 'X', 10), (2, 'Y', 20), (3, null, 5);
