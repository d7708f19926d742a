create table orders (id integer primary key, amount numeric(10, 2) not null);
insert into orders (id, amount) values (1, 10.25), (2, 3);
create materialized view amounts as select id, amount from orders;
