create table seats (
  hall integer not null,
  seat integer not null,
  row_name text not null,
  place integer not null,
  constraint seats_pkey primary key (hall, seat),
  constraint seats_turned_key unique (seat, hall)
);
create table tickets (
  id integer primary key,
  seat integer,
  hall integer,
  constraint tickets_seat_fkey foreign key (seat, hall) references seats (seat, hall)
);
insert into seats (hall, seat, row_name, place) values (1, 1, 'A', 7), (1, 2, 'A', 8), (2, 1, 'B', 7);
insert into tickets (id, hall, seat) values (1, 1, 2), (2, 2, 1), (3, null, null);
