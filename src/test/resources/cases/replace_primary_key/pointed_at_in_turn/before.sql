create table people (id integer primary key, code integer not null);
create table profiles (
  person_id integer primary key,
  motto text,
  constraint profiles_person_id_fkey foreign key (person_id) references people (id)
);
create table badges (
  id integer primary key,
  person_id integer,
  constraint badges_person_id_fkey foreign key (person_id) references profiles (person_id)
);
insert into people values (1, 11), (2, 22);
insert into profiles values (1, 'a');
