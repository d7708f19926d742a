create table items (
  id integer primary key,
  age integer,
  price numeric(8,2) not null,
  name text,
  code varchar(8) not null,
  born date,
  seen timestamp,
  ok boolean
);
insert into items (id, age, price, name, code, born, seen, ok) values
  (1, -5, 0, 'Ada', 'A-1', '2000-01-31', '2000-01-31 10:00:00', true),
  (2, 0, 9.99, 'adam', 'B-22', '2000-02-01', '2000-02-01 00:00:00', false),
  (3, 12, 10, 'Bob_x', 'a-1', null, null, null),
  (4, 65, 10.01, null, 'A%1', '1999-12-31', '1999-12-31 23:59:59.5', true),
  (5, null, 99999.99, 'Ärger', 'A-', '2024-02-29', '2024-02-29 12:00:00', false),
  (6, 5, 10.02, '', 'ZZ', '2024-03-01', '2024-03-01 00:00:00', true);
