create table customers (
  id integer primary key,
  name varchar(40) not null
);
create table orders (
  id integer primary key,
  customer_id integer not null references customers (id),
  ordered date not null,
  amount integer not null
);
insert into customers (id, name) values (1, 'Ada'), (2, 'Grace'), (3, 'Plato');
insert into orders (id, customer_id, ordered, amount) values
  (10, 1, '2024-01-05', 300), (11, 1, '2024-02-01', 50), (12, 2, '2023-11-30', 75);
