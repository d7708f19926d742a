create table clusters (
  id integer primary key,
  name varchar(40) not null unique
);
create table instances (
  id integer primary key,
  cluster_name varchar(40) not null
);
insert into clusters (id, name) values (1, 'north'), (2, 'south');
insert into instances (id, cluster_name) values (10, 'south'), (11, 'north'), (12, 'south');
