create table people (id integer primary key, code varchar(5) not null);
create table profiles (
  person_id integer primary key,
  motto text,
  constraint profiles_person_id_fkey foreign key (person_id) references people (id)
);
insert into people values (1, 'x'), (2, 'y'), (3, 'z');
insert into profiles values (1, 'a'), (3, 'b');
