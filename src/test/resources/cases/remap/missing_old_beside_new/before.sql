create table old_customers (
  id integer primary key,
  email text not null,
  name text
);
create table customers (
  id integer primary key,
  email text not null,
  name text,
  constraint customers_email_key unique (email)
);
create table orders (
  id integer primary key,
  customer_id integer,
  amount integer not null,
  constraint orders_customer_id_fkey foreign key (customer_id) references old_customers (id) on delete set null
);
create index orders_customer_id_idx on orders (customer_id);
insert into old_customers (id, email, name) values (1, 'Ada@x.org', 'Ada'), (2, 'bob@x.org', 'Bob'), (3, 'cy@x.org', 'Cy');
insert into customers (id, email, name) values (31, 'ada@x.org', 'Ada'), (32, 'bob@x.org', 'Bob'), (1, 'dee@x.org', 'Dee');
insert into orders (id, customer_id, amount) values (10, 1, 5), (11, 2, 6), (12, 1, 7), (13, null, 8);
insert into orders (id, customer_id, amount) values (14, 3, 9), (15, 3, 1);
