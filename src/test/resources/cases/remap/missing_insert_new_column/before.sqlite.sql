create table old_customers (
  id integer primary key,
  email text,
  name text
);
create table customers (
  id integer primary key autoincrement,
  email text not null,
  name varchar(10),
  level integer default 1,
  constraint customers_email_key unique (email)
);
create table orders (
  id integer primary key,
  customer_id integer,
  amount integer not null,
  constraint orders_customer_id_fkey foreign key (customer_id) references old_customers (id) on delete set null
);
insert into old_customers (id, email, name) values (1, 'Ada@x.org', 'Ada'), (2, 'bob@x.org', 'Bob'), (3, 'cy@x.org', 'Cy'), (4, 'nobody@x.org', 'No');
insert into orders (id, customer_id, amount) values (10, 1, 5), (11, 2, 6), (12, 3, 7), (13, null, 8), (14, 3, 9);
insert into customers (id, email, name, level) values (7, 'ada@x.org', 'Ada', 2);
