create table sums (
  id integer primary key,
  total numeric(10,3),
  share double precision
);
insert into sums (id, total, share) values (1, 12345.061, 3000000000.5), (2, 1.25, 2.5), (3, null, null);
