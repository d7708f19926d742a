create table places (
  id integer primary key,
  name text not null,
  parent_id integer,
  constraint places_parent_id_fkey foreign key (parent_id) references places (id) on delete cascade
);
-- 3 points at 2, 2 at 1, all one place; 6 points at 5 and 5 at 4, one place below it
insert into places (id, name, parent_id) values
  (1, 'Europe', null), (2, 'EUROPE', 1), (3, 'europe', 2), (4, 'France', 3), (5, 'FRANCE', 4), (6, 'france', 5),
  (7, 'Paris', 6), (8, 'Lyon', 5), (9, 'PARIS', 7), (10, 'Seine', 9);
