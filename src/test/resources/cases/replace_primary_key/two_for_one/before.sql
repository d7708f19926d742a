create table people (
  id integer primary key,
  code varchar(10),
  name text not null,
  boss_id integer,
  constraint people_boss_id_fkey foreign key (boss_id) references people (id)
);
create table groups (
  id integer primary key,
  owner_id integer not null,
  deputy_id integer,
  constraint groups_owner_id_fkey foreign key (owner_id) references people (id) on delete cascade,
  constraint groups_deputy_id_fkey foreign key (deputy_id) references people (id) on delete set null on update cascade
);
create index groups_owner_id_idx on groups (owner_id);
create table members (
  group_id integer not null,
  person_id integer not null,
  since integer,
  constraint members_pkey primary key (group_id, person_id),
  constraint members_since_key unique (person_id, since),
  constraint members_person_id_fkey foreign key (person_id) references people (id),
  constraint members_group_id_fkey foreign key (group_id) references groups (id)
);
create index members_person_id_idx on members (person_id, since);
insert into people (id, code, name, boss_id) values (1, 'c3', 'Ada', null), (2, 'c1', 'Bob', 1), (3, 'c2', 'Cy', 2);
insert into groups (id, owner_id, deputy_id) values (10, 1, 2), (11, 3, null);
insert into members (group_id, person_id, since) values (10, 1, 5), (10, 2, 5), (11, 3, null), (11, 1, 6);
