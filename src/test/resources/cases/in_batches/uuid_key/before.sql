create table things (
  id uuid primary key not null,
  name text
);
insert into things (id, name) values
  ('00000000-0000-0000-0000-000000000001', 'a'),
  ('7d444840-9dc0-11d1-b245-5ffdce74fad2', 'b'),
  ('ffffffff-ffff-ffff-ffff-ffffffffffff', 'c');
