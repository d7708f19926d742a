create table old_users (
  id integer primary key,
  login varchar(40) not null,
  email varchar(120)
);
insert into old_users (id, login, email) values
  (1, 'ada', 'Ada@Example.com'),
  (2, 'grace', 'grace@example.com '),
  (3, 'plato', null),
  (42, 'o''hara', 'o''hara@example.com');
