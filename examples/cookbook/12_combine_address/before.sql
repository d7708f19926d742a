create table shops (
  id integer primary key,
  street varchar(60) not null,
  extra varchar(60),
  zip varchar(10),
  town varchar(40) not null
);
insert into shops (id, street, extra, zip, town) values
  (1, '1 Main St', 'Floor 2', '10001', 'New York'),
  (2, 'Am Markt 5', '', '10115', 'Berlin'),
  (3, 'Harbour', null, null, 'Skagen');
