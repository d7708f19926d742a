create table posts (id integer primary key);
create table users (id integer primary key);
create table comments (
  id integer primary key,
  post_id integer not null,
  editor_id integer,
  note varchar(40)
);
insert into posts (id) values (1), (2);
insert into users (id) values (5);
insert into comments (id, post_id, editor_id, note) values
  (10, 1, 5, 'fine'), (11, 3, 5, 'its post is gone'), (12, 2, 6, 'its editor is gone'), (13, 2, null, 'no editor');
