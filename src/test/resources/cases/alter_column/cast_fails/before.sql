create table codes (id integer primary key, code text);
insert into codes values (1, '7'), (2, 'seven'), (3, '42');
