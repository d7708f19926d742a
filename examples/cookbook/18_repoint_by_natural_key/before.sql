create table old_countries (
  id integer primary key,
  iso varchar(2) not null
);
create table countries (
  id integer primary key,
  code varchar(2) not null unique
);
create table addresses (
  id integer primary key,
  country_id integer not null,
  constraint addresses_country foreign key (country_id) references old_countries (id)
);
insert into old_countries (id, iso) values (1, 'DE'), (2, 'FR'), (3, 'DK');
insert into countries (id, code) values (11, 'DK'), (12, 'DE'), (13, 'FR'), (14, 'US');
insert into addresses (id, country_id) values (100, 1), (101, 3), (102, 1), (103, 2);
