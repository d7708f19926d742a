create table events (
  id integer primary key autoincrement,
  kind varchar(20) not null
);
create table event_notes (
  id integer primary key,
  event_id integer not null references events (id),
  note varchar(40)
);
insert into events (id, kind) values (1, 'start'), (2147483647, 'last');
insert into event_notes (id, event_id, note) values (1, 2147483647, 'the greatest integer');
