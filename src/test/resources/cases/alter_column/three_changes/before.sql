create table orders (
  id integer primary key,
  status text,
  total integer
);
insert into orders (id, status, total) values (1, 'open', 3), (2, 'done', 4);
