-- migration article_authors, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- create table article_authors
create table "article_authors" (
  "article_id" integer not null,
  "author_id" integer not null,
  "place" integer default 1 not null,
  constraint "article_authors_pkey" primary key ("article_id", "author_id"),
  constraint "article_authors_article_id_fkey" foreign key ("article_id") references "articles" ("id") on delete cascade,
  constraint "article_authors_author_id_fkey" foreign key ("author_id") references "authors" ("id")
);

-- insert rows into article_authors
insert into "article_authors" ("article_id", "author_id")
select "articles"."id" as "article_id", "articles"."author_id"
from "articles"
where "articles"."author_id" is not null
order by "articles"."id";

-- these two must agree, or D211 and everything is rolled back
select count(*) as "n" from "article_authors";
select count(*) as "n" from "articles" where "articles"."author_id" is not null;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.article_authors_1_articles_author_id
create table "mig_saved"."article_authors_1_articles_author_id" as
select "articles"."id", "articles"."author_id" from "articles";

-- articles: drop column author_id
alter table "articles" drop column "author_id";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of article_authors, mig.event gets the event 'reverted'
COMMIT;
