create table people (
  nick text,
  mail text not null,
  age integer
);
create unique index people_nick on people (nick);
create unique index people_mail on people (mail);
insert into people (nick, mail, age) values (null, 'a@x', 1), (null, 'b@x', 2), ('c', 'c@x', null);
