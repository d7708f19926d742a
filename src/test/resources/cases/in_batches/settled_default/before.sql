create table t (id integer primary key, a text);
insert into t (id, a) values (1, 'x'), (2, 'y'), (3, null);
