create table orders (
  id integer primary key,
  status varchar(20) not null
);
insert into orders (id, status) values (1, 'open'), (2, 'Paid'), (3, ' paid'), (4, 'shipped'), (5, 'open');
