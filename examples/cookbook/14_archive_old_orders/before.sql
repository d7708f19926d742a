create table orders (
  id integer primary key,
  ordered date not null,
  customer varchar(40) not null
);
create table order_lines (
  id integer primary key,
  order_id integer not null references orders (id),
  sku varchar(20) not null
);
insert into orders (id, ordered, customer) values (1, '2022-05-01', 'Ada'), (2, '2023-12-31', 'Grace'), (3, '2024-01-01', 'Ada');
insert into order_lines (id, order_id, sku) values (10, 1, 'A-1'), (11, 1, 'B-7'), (12, 2, 'A-1'), (13, 3, 'C-3');
