create table users (
  id integer primary key,
  email text
);
create table log (
  id integer primary key,
  text text
);
insert into users (id, email) values (1, 'A@x.org'), (2, 'b@x.org');
create function users_log() returns trigger language plpgsql as $$ begin insert into log (id, text) select new.id, new.email where new.id > 100; return new; end $$;
create trigger users_log after update on users for each row execute function users_log();
