create table people (id integer primary key, born date, seen timestamp not null, data jsonb, note text);
insert into people (id, born, seen, data, note) values
  (1, '2000-02-29', '2024-03-01 12:30:00', '{}', '{}'),
  (2, null, '1969-12-31 23:59:59', '{"a": 1}', '{"a": 1}');
