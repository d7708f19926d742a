create table t (id integer primary key, a text, n integer not null);
create table u (id integer primary key, a text);
create view seen as select n from t;
insert into t (id, a, n) values (1, 'x', 10), (2, 'y', 20), (3, null, 30);
insert into u values (1, 'p'), (3, 'q');
