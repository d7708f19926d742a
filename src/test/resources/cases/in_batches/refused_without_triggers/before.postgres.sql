create table t (
  id integer primary key,
  a text
);
insert into t (id, a) values (1, 'x');
create function noted() returns trigger language plpgsql as 'begin return new; end';
create trigger noted after update on t for each row execute function noted();
