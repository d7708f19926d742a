create table sums (
  id integer primary key,
  total numeric(10,3),
  share double precision
);
insert into sums (id, total, share) values (1, 999.949, 3000.4), (2, 1.28, 2.6), (3, null, null);
