create table customers (
  id integer primary key,
  email varchar(100) not null,
  name text,
  constraint customers_email_key unique (email)
);
create table orders (
  id integer primary key,
  customer_id integer,
  status text,
  total numeric(10,2),
  note varchar(20),
  placed timestamp,
  constraint orders_customer_id_fkey foreign key (customer_id) references customers (id),
  constraint orders_total_check check (total >= 0)
);
create index orders_status_idx on orders (status);
insert into customers (id, email, name) values (1, 'ann@example.org', 'Ann'), (2, 'bob@example.org', null);
insert into orders (id, customer_id, status, total, note, placed) values
  (1, 1, 'open', 10.25, 'first', '2025-01-02 03:04:05'),
  (2, 2, 'paid', 20.75, null, '2025-01-03 00:00:00'),
  (3, null, null, 0.25, 'a rather long note', null);
