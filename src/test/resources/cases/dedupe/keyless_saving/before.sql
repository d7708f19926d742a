create table hits (
  page text,
  visits integer not null,
  seen timestamp,
  note varchar(8),
  constraint hits_visits_check check (visits < 100)
);
insert into hits (page, visits, seen, note) values
  ('/a', 1, '2024-01-01 00:00:00', null), ('/A', 2, '2024-01-02 00:00:00', 'x'), ('/a', 1, '2024-01-01 00:00:00', null),
  ('/b', 3, null, 'it''s'), (null, 4, null, null), (null, 4, null, null), ('/c', 5, null, 'c'), ('/C', 5, null, 'c2'), ('/c', 5, null, 'c');
