create table shops (id integer primary key, code integer not null, constraint shops_code_key unique (code));
create table sales (id integer primary key, code integer, constraint sales_code_fkey foreign key (code) references shops (code));
insert into shops (id, code) values (1, 1), (2, 2), (3, 9);
