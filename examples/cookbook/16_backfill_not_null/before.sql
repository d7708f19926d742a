create table customers (
  id integer primary key,
  country varchar(2) not null
);
create table orders (
  id integer primary key,
  customer_id integer,
  country varchar(2)
);
insert into customers (id, country) values (1, 'GB'), (2, 'US');
insert into orders (id, customer_id, country) values (10, 1, null), (11, 2, 'CA'), (12, null, null), (13, 2, null);
