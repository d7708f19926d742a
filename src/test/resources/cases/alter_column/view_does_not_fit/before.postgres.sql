create table orders (id integer primary key, code text not null);
insert into orders (id, code) values (1, '12');
create view codes as select id, code from orders;
create view short_codes as select id, left(code, 1) as first from codes;
