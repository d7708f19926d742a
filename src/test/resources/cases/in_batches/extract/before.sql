create table tasks (
  id integer primary key,
  category text not null
);
insert into tasks (id, category) values (1, 'home'), (2, 'work'), (3, 'home'), (4, 'garden');
