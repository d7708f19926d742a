create table contacts (
  id integer primary key,
  phone varchar(30)
);
insert into contacts (id, phone) values
  (1, '030 / 123 45 67'), (2, '0044 20 7946 0000'), (3, '+1 (212) 555-0100'), (4, '--'), (5, null);
