create table people (
  id integer primary key,
  mail text
);
create table notes (
  id integer primary key,
  person_id integer,
  constraint notes_person_id_fkey foreign key (person_id) references people (id)
);
insert into people (id, mail) values (1, 'a'), (2, 'b'), (3, 'a'), (4, 'a'), (5, 'b');
insert into notes (id, person_id) values (1, 1), (2, 3), (3, 5), (4, null);
