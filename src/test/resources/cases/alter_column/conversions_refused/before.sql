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
insert into things (id, t_int, t_num, t_date, t_ts, t_tz, t_bool, t_uuid, t_json, n_bool, big, dbl, num, v) values (1, '4x', '12345.6', '2023-02-29', '2024-02-29 24:61:00', 'soon', 'maybe', 'a0eebc99', '{a:1}', 2, 32768, 3.5, 1.55, '123456');
insert into things (id, t_int, t_num, t_date, num) values (2, '99999999999', '1.234', '', 12345.0);
