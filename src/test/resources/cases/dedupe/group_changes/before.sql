create table places (
  id integer primary key,
  name text not null,
  parent_id integer,
  constraint places_parent_id_fkey foreign key (parent_id) references places (id)
);
insert into places (id, name, parent_id) values
  (1, 'Europe', null), (2, 'EUROPE', null), (3, 'France', 2), (4, 'Spain', 1), (5, 'france', 1), (6, 'Paris', 5), (7, 'PARIS', 3), (8, 'Lyon', 5);
insert into places (id, name, parent_id) values (10, 'Lyon', 5);
insert into places (id, name, parent_id) values (11, 'West', 10);
