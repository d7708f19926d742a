create table words (
  word text primary key not null,
  seen integer
);
insert into words (word, seen) values ('', 1), ('a''b', 2), ('A', 3), ('b\c', 4), ('é', 5), ('{stretch}', 6), ('日本', 7);
