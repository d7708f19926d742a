create table people (id integer primary key, code varchar(5) not null);
create table friends (
  a integer not null,
  b integer not null,
  since integer,
  constraint friends_pkey primary key (a, b),
  constraint friends_a_fkey foreign key (a) references people (id) on delete cascade,
  constraint friends_b_fkey foreign key (b) references people (id) on delete cascade
);
create unique index friends_turned on friends (b) where a > 3;
insert into people values (1, 'y'), (2, 'x'), (3, 'z');
insert into friends values (1, 2, 5), (2, 1, 3), (3, 3, null);
