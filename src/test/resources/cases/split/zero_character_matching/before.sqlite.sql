create table codes (id integer primary key, code text, kind text, rest text);
insert into codes (id, code) values (1, 'a b'), (2, cast(x'61006220632064' as text)), (3, cast(x'00' as text)), (4, cast(x'612000' as text));
