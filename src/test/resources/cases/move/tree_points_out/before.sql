create table nodes (
  id integer primary key,
  parent_id integer,
  name text not null,
  constraint nodes_parent_id_fkey foreign key (parent_id) references nodes (id)
);
create table attic (
  id bigint primary key,
  parent_id bigint,
  name text not null,
  constraint attic_parent_id_fkey foreign key (parent_id) references attic (id)
);
insert into nodes (id, parent_id, name) values (1, null, 'root'), (5, 1, 'a'), (4, 5, 'aa'), (3, 4, 'aaa'), (2, 1, 'b');
