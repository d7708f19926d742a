create table orders (id integer primary key, amount integer not null);
create view amounts as select id, amount from orders;
