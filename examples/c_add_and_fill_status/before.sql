create table orders (
  id integer primary key,
  customer varchar(60) not null,
  shipped_on date,
  total numeric(10, 2) not null
);
create index orders_by_customer on orders (customer);
insert into orders (id, customer, shipped_on, total) values
  (1, 'Ada Lovelace', '2024-11-02', 120.00),
  (2, 'Grace Hopper', null, 75.50),
  (3, 'Plato', '2023-01-31', 0.00),
  (4, 'Cher', null, 0.00);
