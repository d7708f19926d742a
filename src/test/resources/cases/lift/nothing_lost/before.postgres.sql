create table people (id integer primary key, data jsonb, country text, age integer);
insert into people (id, data, country, age) values
  (1, '{"age": 42, "born": "2000-02-29", "tags": ["a", "b"], "score": 1.50, "active": true, "address": {"zip": "0123", "city": "Köln"}, "country": "de"}', 'at', 7),
  (2, '{"age": "17", "born": null, "tags": [], "score": -1000, "active": false, "address": {"zip": null, "city": "x''); drop table people; --"}, "country": null}', null, 8),
  (3, '{"age": null, "born": "1969-12-31", "tags": ["c"], "score": 0, "active": null, "address": {"zip": 99, "city": ""}, "country": "𝄞\"é"}', '𝄞', null);
