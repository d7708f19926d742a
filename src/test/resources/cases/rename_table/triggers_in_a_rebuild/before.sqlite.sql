create table users (id integer primary key, age text not null);
create table audit (n integer);
create view ages as select age from users;
insert into users (id, age) values (1, '36');
create trigger noted after update on users begin insert into audit values (new.id); end;
