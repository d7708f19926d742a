create table members (
  id integer primary key,
  email varchar(40) not null,
  name text,
  joined date,
  active boolean not null,
  boss_id integer,
  constraint members_email_key unique (email),
  constraint members_boss_id_fkey foreign key (boss_id) references members (id)
);
create table former (
  id integer primary key,
  email text not null,
  name text,
  joined date,
  active boolean,
  boss_id integer,
  reason text,
  constraint former_email_key unique (email)
);
create table plain (
  a integer,
  b text
);
create table notes (
  id integer primary key,
  member_id integer,
  body text,
  constraint notes_member_id_fkey foreign key (member_id) references members (id)
);
create table tags (
  id integer primary key,
  member_id integer not null,
  tag text not null,
  constraint tags_member_id_fkey foreign key (member_id) references members (id) on delete cascade
);
insert into members (id, email, name, joined, active, boss_id) values
  (1, 'ada@x.org', 'Ada', '2020-01-02', true, null),
  (2, 'bob@x.org', null, '2021-05-06', false, 1),
  (3, 'CY@x.org', 'Cy', null, false, 2),
  (4, 'dee@x.org', 'Dee', '2024-02-29', true, 1);
insert into former (id, email, name, reason) values (9, 'zed@x.org', 'Zed', 'left'), (10, 'bob@x.org', 'Bob', null);
insert into plain (a, b) values (1, 'x'), (1, 'x'), (2, null), (3, 'z');
insert into notes (id, member_id, body) values (1, 1, 'hi'), (2, null, 'loose');
insert into tags (id, member_id, tag) values (1, 4, 'new');
