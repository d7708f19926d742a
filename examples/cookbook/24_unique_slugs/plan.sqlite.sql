-- migration post_slugs, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- rebuild posts: add column slug
create table "mig_new_posts" (
  "id" integer primary key,
  "title" varchar(80) not null,
  "slug" varchar(100) not null
);

-- copy the rows of posts
insert or abort into "mig_new_posts" ("id", "title", "slug")
select "id", "title", mig_slug("posts"."title")
from "posts";

-- the copy takes the place of posts
drop table "posts";

-- the copy takes the place of posts
alter table "mig_new_posts" rename to "posts";

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "posts"."id", "posts"."slug"
from "posts"
where exists (
  select 1 as "value"
  from "posts" as "p"
  where "p"."slug" = "posts"."slug" and "p"."id" < "posts"."id"
)
  and (length("posts"."slug" || '-' || cast("posts"."id" as text)) <= 100) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- update posts
update "posts" set
  "slug" = "posts"."slug" || '-' || cast("posts"."id" as text)
where exists (
  select 1 as "value"
  from "posts" as "p"
  where "p"."slug" = "posts"."slug" and "p"."id" < "posts"."id"
);

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "posts"."id", "posts"."slug" from "posts" where "posts"."slug" = ''
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- rebuild posts: add unique posts_slug
create table "mig_new_posts" (
  "id" integer primary key,
  "title" varchar(80) not null,
  "slug" varchar(100) not null,
  constraint "posts_slug" unique ("slug")
);

-- copy the rows of posts
insert or abort into "mig_new_posts" ("id", "title", "slug")
select "id", "title", "slug"
from "posts";

-- the copy takes the place of posts
drop table "posts";

-- the copy takes the place of posts
alter table "mig_new_posts" rename to "posts";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of post_slugs, mig_event gets the event 'reverted'
COMMIT;
