create table shops (
  id integer primary key,
  name text not null,
  country text,
  region varchar(20)
);
insert into shops (id, name, country, region) values
  (1, 'North', ' Norway', 'east'), (2, 'South', 'Spain', 'west'), (3, 'Far', null, null),
  (4, 'New', 'norway ', 'east'), (5, 'Old', 'Åland', 'west'), (6, 'It''s', 'spain', 'it''s');
