create table orders (id integer primary key, status text not null);
create table items (id integer primary key, order_id integer not null references orders (id) on delete cascade);
create table audit (n integer);
insert into orders (id, status) values (1, 'old'), (2, 'new');
insert into items (id, order_id) values (10, 1), (11, 1), (12, 2);
create function noted() returns trigger language plpgsql as 'begin insert into audit values (old.id); return null; end';
create trigger order_gone after delete on orders for each row execute function noted();
create trigger item_gone after delete on items for each row execute function noted();
create trigger item_new after insert on items for each row execute function noted();
