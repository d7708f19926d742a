create table kinds (id integer primary key, weight integer);
create table items (id integer primary key, kind_id integer, b numeric(4,2) not null);
insert into kinds (id, weight) values (1, 100), (2, 5);
insert into items (id, kind_id, b) values (1, 1, 1.25), (2, 2, 1.25), (3, null, 99.99), (4, null, 1.5);
