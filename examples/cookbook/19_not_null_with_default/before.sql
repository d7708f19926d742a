create table tasks (
  id integer primary key,
  priority varchar(10)
);
insert into tasks (id, priority) values (1, 'high'), (2, null), (3, 'normal'), (4, null);
