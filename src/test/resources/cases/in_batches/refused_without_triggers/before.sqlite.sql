create table t (
  id integer primary key,
  a text
);
insert into t (id, a) values (1, 'x');
create trigger noted after update on t begin select 1; end;
