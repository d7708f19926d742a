create table categories (id integer primary key, name text not null, parent_id integer references categories (id), level integer, path text);
create table picked (id integer primary key, name text not null, depth integer not null);
insert into categories (id, name, parent_id) values
  (1, 'all', null),
  (2, 'books', 1),
  (3, 'poems', 2),
  (4, 'music', 1),
  (5, 'songs', 4),
  (6, 'sonnets', 3),
  (7, 'other', null);
insert into categories (id, name, parent_id) values (10, 'a', null), (11, 'b', 10), (12, 'c', 11), (13, 'hangs', 12), (20, 'self', 20);
update categories set parent_id = 12 where id = 10;
