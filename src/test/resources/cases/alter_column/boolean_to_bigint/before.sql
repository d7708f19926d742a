create table flags (id integer primary key, a boolean, b boolean not null);
insert into flags (id, a, b) values (1, true, false), (2, null, true), (3, false, true);
