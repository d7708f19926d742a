create table old_users (
  id integer primary key,
  mail text not null unique
);
create table users (
  id integer primary key,
  mail text not null unique
);
create table posts (
  id integer primary key,
  user_id integer,
  constraint posts_user_id_fkey foreign key (user_id) references old_users (id)
);
insert into old_users (id, mail) values (1, 'a'), (2, 'b');
insert into users (id, mail) values (11, 'b'), (12, 'a');
insert into posts (id, user_id) values (1, 1), (2, 2), (3, 1), (4, null);
