create table members (id integer primary key, born text, size text, length integer);
insert into members (id, born, size) values (1, '28.02.2001', '12'), (2, '30.02.2001', 'x'), (3, null, null), (4, '01.01.1999', ' 7 ');
