create table codes (
  code text primary key,
  name text
);
insert into codes (code, name) values ('a', 'x'), (null, 'y');
