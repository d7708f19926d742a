create table users (id integer primary key, name text not null);
create table orders (id integer primary key, user_id integer,
  constraint orders_user_id_fkey foreign key (user_id) references users (id) on update cascade);
insert into users (id, name) values (1, 'Ada'), (2, 'Bob');
insert into orders (id, user_id) values (10, 2), (11, 1);
