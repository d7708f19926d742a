create table a (code text);
create unique index a_code on a (code);
create table b (code text, constraint b_code_fkey foreign key (code) references a (code));
