create table tags (id integer primary key, label text);
insert into tags (id, label) values (1, 'a'), (2, 'b'), (3, 'a');
