create table users (id int primary key, name text);
insert into users values (1, 'ann'), (2, 'y3'), (3, 'y30');
