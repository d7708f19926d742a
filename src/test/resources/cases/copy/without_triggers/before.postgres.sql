create table old_users (id integer primary key, name text not null);
create table users (id integer primary key, name text not null);
create table audit (n integer);
insert into old_users (id, name) values (1, 'Ann'), (2, 'Ben');
create function noted() returns trigger language plpgsql as 'begin insert into audit values (coalesce(new.id, old.id)); return null; end';
create trigger noted after insert or delete on users for each row execute function noted();
