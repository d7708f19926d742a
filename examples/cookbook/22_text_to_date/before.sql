create table people (
  id integer primary key,
  born varchar(20)
);
insert into people (id, born) values (1, '31.12.1990'), (2, ' 29.02.2000'), (3, ''), (4, null), (5, '1985-06-01');
