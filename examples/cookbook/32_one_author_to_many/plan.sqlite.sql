-- migration article_authors, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

-- cannot be switched inside a transaction; the last steps look for orphans
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- references without a counterpart that are there already
create temp table mig_orphans as
select null as child, null as place, null as parent where false;

-- create article_authors
create table "article_authors" (
  "article_id" integer not null,
  "author_id" integer not null,
  "place" integer not null default 1,
  constraint "article_authors_pkey" primary key ("article_id", "author_id"),
  constraint "article_authors_article_id_fkey" foreign key ("article_id") references "articles" ("id") on delete cascade,
  constraint "article_authors_author_id_fkey" foreign key ("author_id") references "authors" ("id")
);

-- insert into article_authors
insert into "article_authors" ("article_id", "author_id")
select "articles"."id" as "article_id", "articles"."author_id"
from "articles"
where "articles"."author_id" is not null
order by "articles"."id";

-- these two must agree, or D211 and everything is rolled back
select count(*) as "n" from "article_authors";
select count(*) as "n" from "articles" where "articles"."author_id" is not null;

-- save rows beside the ledger
create table "mig_saved_article_authors_1_articles_author_id" (
  "id" integer,
  "author_id" integer
);

-- save rows beside the ledger
insert into "mig_saved_article_authors_1_articles_author_id"
select "articles"."id", "articles"."author_id" from "articles";

-- rebuild articles: drop column author_id
create table "mig_new_articles" (
  "id" integer primary key,
  "title" varchar(80) not null
);

-- copy the rows of articles
insert or abort into "mig_new_articles" ("id", "title")
select "id", "title"
from "articles";

-- the copy takes the place of articles
drop table "articles";

-- the copy takes the place of articles
alter table "mig_new_articles" rename to "articles";

-- must find no row, or D208 and everything is rolled back
select child as "table", place as "rowid", parent as "references", count(*) over () as mig_total
from (
select 'article_authors' as child, rowid as place, parent as parent from pragma_foreign_key_check('article_authors')
) as now
where not exists (select * from temp.mig_orphans as old where old.child = now.child and old.place is now.place and old.parent = now.parent)
limit 5;

-- no reference was lost
drop table temp.mig_orphans;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of article_authors, mig_event gets the event 'reverted'
COMMIT;
PRAGMA foreign_keys = ON;
