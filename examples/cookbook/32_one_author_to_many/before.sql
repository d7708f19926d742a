create table authors (
  id integer primary key,
  name varchar(40) not null
);
create table articles (
  id integer primary key,
  title varchar(80) not null,
  author_id integer references authors (id)
);
insert into authors (id, name) values (1, 'Ada'), (2, 'Grace');
insert into articles (id, title, author_id) values (10, 'Engines', 1), (11, 'Compilers', 2), (12, 'Anonymous', null);
