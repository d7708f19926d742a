create table countries (
  code varchar(2) not null,
  name text not null,
  constraint countries_pkey primary key (code)
);
create table shops (
  id integer primary key,
  country varchar(2) not null,
  constraint shops_country_fkey foreign key (country) references countries (code) on update cascade
);
insert into countries (code, name) values ('no', 'Norway'), ('es', 'Spain'), ('se', 'Sweden');
insert into shops (id, country) values (1, 'es'), (2, 'no'), (3, 'es');
