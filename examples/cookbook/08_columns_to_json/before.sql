create table users (
  id integer primary key,
  name varchar(50) not null,
  theme varchar(10),
  page_size integer not null,
  preferences jsonb not null
);
insert into users (id, name, theme, page_size, preferences) values
  (1, 'Ada', 'dark', 50, '{}'),
  (2, 'Grace', null, 20, '{"beta": true}');
