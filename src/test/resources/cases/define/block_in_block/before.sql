create table posts (id int primary key, title text, body text);
insert into posts values (1, ' a ', 'x'), (2, '', '  ');
create table users (id int primary key, name text, legacy_id int);
insert into users values (1, 'ann', 7), (2, 'bob', null);
create table events_a (id int primary key, at date);
create table events_b (id int primary key, tenant_id bigint);

