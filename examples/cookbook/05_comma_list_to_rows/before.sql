create table posts (
  id integer primary key,
  title varchar(80) not null,
  tags text
);
insert into posts (id, title, tags) values
  (1, 'Colours', 'red, green,blue'),
  (2, 'Quotes', 'say "hi", back\slash'),
  (3, 'Nothing', ''),
  (4, 'None', null),
  (5, 'Twice', 'red,red , ');
