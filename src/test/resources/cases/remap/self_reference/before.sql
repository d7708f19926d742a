create table old_parts (
  id integer primary key,
  parent_id integer,
  code text not null,
  constraint old_parts_code_key unique (code),
  constraint old_parts_parent_id_fkey foreign key (parent_id) references old_parts (id)
);
create table parts (
  id integer primary key,
  parent_id integer,
  code text not null,
  constraint parts_code_key unique (code),
  constraint parts_parent_id_fkey foreign key (parent_id) references old_parts (id) on delete cascade
);
insert into old_parts (id, parent_id, code) values (1, null, 'A'), (2, 1, 'A-1'), (3, 2, 'A-1-x'), (4, 1, 'A-2');
insert into parts (id, parent_id, code) values (4, null, 'A'), (3, 1, 'A-1'), (2, 2, 'A-1-x'), (1, 1, 'A-2');
