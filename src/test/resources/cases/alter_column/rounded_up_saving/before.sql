create table sums (
  id integer primary key,
  total numeric(4,2) not null,
  least bigint not null
);
insert into sums (id, total, least) values (1, 99.99, -9223372036854775808), (2, 1.28, 5);
