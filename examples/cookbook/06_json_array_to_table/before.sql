create table orders (
  id integer primary key,
  lines jsonb not null
);
insert into orders (id, lines) values
  (1, '[{"sku": "A-1", "qty": 2}, {"sku": "B-7", "qty": 1}]'),
  (2, '[]'),
  (3, '[{"sku": "A-1", "qty": 10}, {"sku": "C-3", "qty": 4}]');
