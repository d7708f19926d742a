create table orders (
  id integer primary key,
  amount integer not null,
  note varchar(20)
);
create view amounts as select id, amount from orders where amount > 1;
create view notes as select note from orders;
create view large as select a.id, n.note from amounts a join orders n on n.id = a.id where a.amount > 5;
insert into orders (id, amount, note) values (1, 10, 'a'), (2, 3, null);
