create table people (id integer primary key, ssn text);
create table couples (
  id integer primary key,
  one_id integer not null,
  other_id integer,
  constraint couples_key unique (one_id, other_id),
  constraint couples_one_id_fkey foreign key (one_id) references people (id) on delete cascade,
  constraint couples_other_id_fkey foreign key (other_id) references people (id) on delete set null
);
insert into people (id, ssn) values (1, 'x'), (2, 'x'), (3, 'y'), (4, 'y'), (5, null);
insert into couples (id, one_id, other_id) values (1, 2, 4), (2, 3, 2), (3, 4, null), (4, 5, 1), (5, 1, 5);
