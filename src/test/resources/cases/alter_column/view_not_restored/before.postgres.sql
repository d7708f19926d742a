create table orders (id integer primary key, amount integer not null);
create view amounts as select id, amount from orders;
create function amount_of(a amounts) returns integer language sql as 'select a.amount';
create view ruled as select amount from orders;
create rule ignored as on delete to ruled do instead nothing;
create view packed as select amount from orders;
alter extension plpgsql add view packed;
