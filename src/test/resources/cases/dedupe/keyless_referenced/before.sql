create table hits (
  page text,
  visits integer not null,
  constraint hits_page_key unique (page)
);
create table links (
  id integer primary key,
  page text,
  constraint links_page_fkey foreign key (page) references hits (page)
);
insert into hits (page, visits) values ('/a', 1), ('/b', 1), (null, 1);
insert into links (id, page) values (1, '/a'), (2, '/b');
