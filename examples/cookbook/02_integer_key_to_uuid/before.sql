create table customers (
  id integer primary key,
  name varchar(80) not null
);
create table orders (
  id integer primary key,
  customer_id integer not null references customers (id) on delete cascade,
  total integer not null
);
insert into customers (id, name) values (1, 'Ada'), (2, 'Grace'), (5, 'Søren');
insert into orders (id, customer_id, total) values (10, 2, 700), (11, 1, 120), (12, 2, 80);
