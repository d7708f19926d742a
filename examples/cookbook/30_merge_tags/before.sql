create table tags (
  id integer primary key,
  name varchar(40) not null
);
create table post_tags (
  post_id integer not null,
  tag_id integer not null,
  primary key (post_id, tag_id),
  foreign key (tag_id) references tags (id)
);
insert into tags (id, name) values (1, 'Java'), (2, 'sql'), (3, 'java'), (4, ' JAVA');
insert into post_tags (post_id, tag_id) values (10, 1), (10, 3), (11, 4), (11, 2), (12, 3);
