create table t (id int primary key, a int, b int);
create index t_a on t (a);
create unique index t_b on t (b);
create index other on t (a, b);
