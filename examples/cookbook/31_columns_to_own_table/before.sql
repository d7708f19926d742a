create table users (
  id integer primary key,
  name varchar(40) not null,
  company varchar(80),
  vat_id varchar(20)
);
insert into users (id, name, company, vat_id) values
  (1, 'Ada', 'Engines Ltd', 'GB123'), (2, 'Grace', null, null), (3, 'Cher', 'Songs Inc', null);
