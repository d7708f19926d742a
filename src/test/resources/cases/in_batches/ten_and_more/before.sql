create table t (
  id integer primary key,
  a text
);
insert into t (id, a) values (-2, 'a'), (2, 'b'), (9, 'c'), (10, 'd'), (11, 'e'), (100, 'f');
