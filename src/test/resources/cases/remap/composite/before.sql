create table old_seats (
  hall integer not null,
  seat integer not null,
  row_name text not null,
  place text not null,
  constraint old_seats_pkey primary key (hall, seat),
  constraint old_seats_name_key unique (row_name, place),
  constraint old_seats_turned_key unique (seat, hall)
);
create table seats (
  hall integer not null,
  seat integer not null,
  row_name text not null,
  place text not null,
  constraint seats_pkey primary key (hall, seat),
  constraint seats_name_key unique (row_name, place)
);
create table tickets (
  id integer primary key,
  seat integer,
  hall integer,
  constraint tickets_seat_fkey foreign key (seat, hall) references old_seats (seat, hall) on update cascade
);
insert into old_seats (hall, seat, row_name, place) values (1, 1, 'A', 'left'), (1, 2, 'A', 'right'), (2, 1, 'B', 'left');
insert into seats (hall, seat, row_name, place) values (7, 2, 'A', 'left'), (7, 1, 'A', 'right'), (8, 1, 'B', 'left'), (8, 2, 'C', 'left');
insert into tickets (id, hall, seat) values (1, 1, 1), (2, 1, 2), (3, 2, 1), (4, null, null), (5, 1, 1);
