create table people (id integer primary key, code varchar(5) not null);
create table cards (
  id integer primary key,
  person_id integer not null,
  constraint cards_person_id_fkey foreign key (person_id) references people (id)
);
create view holders as select person_id from cards;
