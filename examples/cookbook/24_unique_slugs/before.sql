create table posts (
  id integer primary key,
  title varchar(80) not null
);
insert into posts (id, title) values (1, 'Hello, World!'), (2, 'Crème brûlée'), (3, 'Hello world'), (4, 'HELLO WORLD?');
