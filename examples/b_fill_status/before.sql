create table orders (
  id integer primary key,
  customer varchar(60) not null,
  paid boolean not null,
  tracking varchar(40),
  status varchar(20)
);
insert into orders (id, customer, paid, tracking, status) values
  (1, 'Ada Lovelace', true, 'TRK-0001', null),
  (2, 'Grace Hopper', true, null, null),
  (3, 'Plato', false, null, null),
  (4, 'Cher', false, null, 'cancelled'),
  (5, 'Alan Turing', true, 'TRK-0002', 'returned'),
  (9, 'Katherine Johnson', false, '', null);
