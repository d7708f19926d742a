create table tags (id integer primary key, label text, code text, constraint tags_code_key unique (code));
create table uses (id integer primary key, tag text, constraint uses_tag_fkey foreign key (tag) references tags (code));
insert into tags (id, label, code) values (1, 'a', 'A1'), (2, 'a', 'A2'), (3, 'b', null), (4, 'b', 'B2');
insert into uses (id, tag) values (1, 'A2'), (2, 'A1'), (3, null);
