create table logs (line text);
insert into logs (line) values ('a'), ('a');
