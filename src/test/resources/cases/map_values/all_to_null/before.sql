create table visits (id integer primary key, day date, place bigint);
insert into visits (id, day, place) values (1, '1999-12-31', 7), (2, null, 8), (3, '2024-02-29', null);
