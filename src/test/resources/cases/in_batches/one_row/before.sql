create table t (
  id integer primary key,
  a text
);
insert into t (id, a) values (-9, null);
