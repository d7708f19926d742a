create table docs (id integer primary key, owner text, slug text, deleted boolean not null default false, place integer);
create unique index docs_slug on docs (owner, slug) where not deleted;
create unique index docs_lower on docs (lower(owner), place);
insert into docs (id, owner, slug, deleted, place) values (1, 'ann', 'a', false, 1), (2, 'ann', 'b', true, 2), (3, 'bob', 'b', false, 1), (4, 'bob', null, false, null);
