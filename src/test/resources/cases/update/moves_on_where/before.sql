create table entries (
  id integer primary key,
  list_id integer not null,
  position integer not null,
  label text,
  constraint entries_position_key unique (list_id, position)
);
create unique index entries_label on entries (label);
create table notes (id integer primary key, entry_id integer, constraint notes_entry_id_fkey foreign key (entry_id) references entries (id));
insert into entries (id, list_id, position, label) values (1, 1, 1, 'a'), (2, 1, 2, 'b'), (3, 1, 3, 'c'), (4, 2, 1, null);
insert into notes (id, entry_id) values (1, 2);
