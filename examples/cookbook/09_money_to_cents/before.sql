create table products (
  id integer primary key,
  name varchar(40) not null,
  price numeric(10, 3) not null
);
insert into products (id, name, price) values (1, 'pencil', 0.35), (2, 'desk', 249.99), (3, 'sticker', 0), (4, 'lamp', 19.9);
