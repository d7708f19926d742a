create table old_users (id integer primary key, name text not null);
create table users (id integer primary key, name text not null);
create table audit (n integer);
insert into old_users (id, name) values (1, 'Ann'), (2, 'Ben');
create trigger noted after insert on users begin insert into audit values (new.id); end;
create trigger gone after delete on users begin insert into audit values (old.id); end;
