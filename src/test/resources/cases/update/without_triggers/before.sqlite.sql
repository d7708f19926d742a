create table users (id integer primary key, email text not null, changes integer not null default 0);
create table audit (n integer, what text);
insert into users (id, email) values (1, 'A@x.org'), (2, 'b@x.org');
create trigger counts after update of email on users begin update users set changes = old.changes + 1 where id = old.id; end;
create trigger "always" after update on users for each row when new.email <> '' begin insert into audit values (old.id, 'always'); end;
create trigger gone after delete on users begin insert into audit values (old.id, 'gone'); update users set email = email; end;
