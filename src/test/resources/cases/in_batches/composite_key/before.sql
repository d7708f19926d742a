create table lines (
  order_id integer not null,
  line integer not null,
  item text,
  primary key (order_id, line)
);
insert into lines (order_id, line, item) values (1, 1, 'a'), (1, 2, 'b'), (1, 3, 'c'), (2, 1, 'd'), (2, 2, null), (3, 1, 'f');
