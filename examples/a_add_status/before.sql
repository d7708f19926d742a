create table orders (
  id integer primary key,
  customer varchar(60) not null,
  total numeric(10, 2) not null,
  note text
);
insert into orders (id, customer, total, note) values
  (1, 'Ada Lovelace', 120.00, null),
  (2, 'Grace Hopper', 75.50, 'leave at the door'),
  (3, 'Plato', 0.00, ''),
  (7, 'Søren Kierkegaard', 9.99, 'it''s a gift');
