create table shops (
  id integer primary key,
  name text not null,
  country text,
  region varchar(20)
);
insert into shops (id, name, country, region) values
  (1, 'North', ' Norway', 'east'), (2, 'South', 'Spain', 'west'), (3, 'Far', null, null),
  (4, 'New', 'norway ', 'east'), (5, 'Old', 'Åland', 'west'), (6, 'It''s', 'spain', 'it''s');
create table places (
  id integer primary key autoincrement,
  country varchar(30) not null,
  region text not null,
  constraint places_key unique (region, country)
);
insert into places (id, country, region) values (7, 'norway', 'east'), (9, 'spain', 'east');
