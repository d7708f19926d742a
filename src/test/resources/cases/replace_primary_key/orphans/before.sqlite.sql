create table people (id integer primary key, code varchar(5) not null);
create table cards (
  id integer primary key,
  person_id integer,
  constraint cards_person_id_fkey foreign key (person_id) references people (id)
);
insert into people values (1, 'x');
pragma foreign_keys = off;
insert into cards values (1, 1), (2, 7);
pragma foreign_keys = on;
