create table settings (
  id integer primary key,
  body jsonb not null,
  rate numeric not null
);
insert into settings (id, body, rate) values (1, '{"b": 1, "a": 2}', 1.50), (2, '{}', 2);
