create table codes (
  id integer primary key,
  code varchar(20),
  spare text,
  n integer
);
insert into codes (id, code, spare, n) values
  (1, 'A-1', '2024-01-31 yes', 7), (2, 'BC-20', 'soon no', null), (3, null, null, 3), (4, 'D-007', '2024-02-29 true', 0);
