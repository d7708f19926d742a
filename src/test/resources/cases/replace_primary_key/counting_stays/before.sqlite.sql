create table people (
  id integer primary key autoincrement,
  code varchar(5) not null
);
create table cards (
  id integer primary key,
  person_id integer not null,
  constraint cards_person_id_fkey foreign key (person_id) references people (id)
);
insert into people (id, code) values (1, 'y'), (2, 'x');
insert into cards (id, person_id) values (7, 2), (8, 1);
