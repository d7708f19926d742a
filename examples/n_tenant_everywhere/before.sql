create table users (id int primary key, name text not null);
create table events_clicks (id int primary key, user_id int references users (id), at timestamp);
create table events_orders (id int primary key, user_id int references users (id), tenant_id bigint);
insert into users values (1, 'Ada'), (2, 'Grace');
insert into events_clicks values (1, 1, '2025-01-02 03:04:05'), (2, 2, null);
insert into events_orders values (1, 1, 7);
