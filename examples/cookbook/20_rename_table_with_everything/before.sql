create table users (
  id integer primary key,
  email varchar(80) not null,
  name varchar(40),
  constraint users_email_key unique (email)
);
create index users_name_idx on users (name);
create table posts (
  id integer primary key,
  user_id integer not null,
  constraint posts_user_id_fkey foreign key (user_id) references users (id)
);
insert into users (id, email, name) values (1, 'ada@example.com', 'Ada');
insert into posts (id, user_id) values (10, 1);
