create table docs (
  id integer primary key,
  body json,
  size integer
);
insert into docs (id, body, size) values (1, '{"a":"x","k":1}', 5), (2, '{"a":"y"}', 6), (3, '{"k":3}', null);
