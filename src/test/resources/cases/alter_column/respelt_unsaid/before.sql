create table things (
  id integer primary key,
  t_int text,
  t_num text,
  t_date text,
  t_ts text,
  t_tz text,
  t_bool text,
  t_uuid text,
  t_json text,
  ts timestamp,
  tz timestamptz,
  d date,
  n_bool integer,
  b boolean,
  big bigint,
  dbl double precision,
  num numeric(10,3),
  v varchar(20),
  u uuid
);
insert into things (id, t_int, t_num, t_date, t_ts, t_tz, t_bool, t_uuid, t_json, ts, tz, d, n_bool, b, big, dbl, num, v, u) values (1, ' 42', '-1.50', '2024-02-29', '2024-02-29 23:59:59', '2024-03-31 02:30:00+02', 'yes', 'A0EEBC99-9c0b-4ef8-bb6d-6bb9bd380a11', '{"a": [1, null]}', '2024-03-31 02:30:00', '2024-03-31 02:30:00+00', '2024-02-29', 1, true, 32767, 3.0, 1.500, '12345', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11');
insert into things (id, t_int) values (2, null);
insert into things (id, t_int, t_bool, n_bool, b, big, dbl, num, ts, tz) values (3, '-7', '0', 0, false, -32768, -2, 7, '1999-12-31 00:00:00', '1999-12-31 00:00:00+00');
