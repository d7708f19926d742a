create table people (id integer primary key, data jsonb, country text, age integer);
insert into people (id, data, country, age) values
  (1, '{"zip": "0123", "home": {"city": "Köln"}}', 'at', 7),
  (2, '{}', null, 8),
  (3, '{"home": {}}', '𝄞"', null);
