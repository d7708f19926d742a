create table readings (
  id integer primary key,
  sensor_id integer not null,
  taken_at timestamp not null,
  value integer not null
);
insert into readings (id, sensor_id, taken_at, value) values
  (1, 7, '2024-01-01 10:00:00', 20),
  (2, 7, '2024-01-02 10:00:00', 22),
  (3, 8, '2024-01-01 10:00:00', 15),
  (4, 7, '2024-01-02 10:00:00', 23);
