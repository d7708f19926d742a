create table streets (
  id integer primary key,
  name text not null
);
create table people (
  id integer primary key,
  first_name varchar(20) not null,
  middle text,
  last_name text,
  house integer not null,
  full_name text,
  label text not null,
  photo bytea,
  street_id integer,
  constraint people_street_id_fkey foreign key (street_id) references streets (id)
);
insert into streets (id, name) values (1, 'Elm'), (2, 'Oak');
insert into people (id, first_name, middle, last_name, house, full_name, label, street_id) values
  (1, 'Ada', null, 'Lovelace', 7, 'A. L.', 'a', 1),
  (2, 'Jean', 'Luc', 'Picard', 12, null, 'b', 1),
  (3, 'Cher', null, null, -1, 'Cher', 'c', 2),
  (4, '', '', 'O''Neil; -- x', 0, null, 'd', null);
