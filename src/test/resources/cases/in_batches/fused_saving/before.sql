create table t (id integer primary key, a text, n integer not null, b text);
create index t_n on t (n);
insert into t (id, a, n, b) values (1, 'x', 10, 'p'), (2, 'y', 20, null), (3, null, 30, 'q'), (4, 'x', 40, 'r'), (5, 'z z', 50, 's');
