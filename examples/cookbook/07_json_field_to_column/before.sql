create table customers (
  id integer primary key,
  data jsonb not null
);
insert into customers (id, data) values
  (1, '{"name": "Ada", "address": {"country": "GB", "town": "London"}}'),
  (2, '{"name": "Grace", "address": {"country": "US"}}'),
  (3, '{"name": "Plato"}');
