create table users (id integer primary key, name text not null, boss_id integer,
  constraint users_boss_id_fkey foreign key (boss_id) references users (id));
create table orders (id integer primary key, user_id integer,
  constraint orders_user_id_fkey foreign key (user_id) references users (id) on delete cascade);
create table lines (id integer primary key, order_id integer not null, note text,
  constraint lines_order_id_fkey foreign key (order_id) references orders (id));
insert into users (id, name, boss_id) values (1, 'Ada', null), (2, 'Bob', 1), (3, 'Cher', 1), (4, 'Dan', 4);
insert into orders (id, user_id) values (10, 2), (11, 2), (12, 1), (13, null);
insert into lines (id, order_id, note) values (100, 10, 'a'), (101, 11, 'b'), (102, 10, null);
