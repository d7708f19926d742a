create table users (
  id integer primary key,
  email text
);
create table log (
  id integer primary key,
  text text
);
insert into users (id, email) values (1, 'A@x.org'), (2, 'b@x.org');
create trigger users_log after update on users begin insert into log (id, text) select new.id, new.email where new.id > 100; end
;
