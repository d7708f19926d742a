create table parcels (
  id integer primary key,
  state varchar(10) not null,
  size varchar(10) not null
);
insert into parcels (id, state, size) values (1, 'N', 'large'), (2, 'T', 'small'), (3, 'D', 'small'), (4, 'T', 'large');
