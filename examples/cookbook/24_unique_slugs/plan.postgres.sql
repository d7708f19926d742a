-- migration post_slugs, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- posts: add column slug
alter table "posts" add column "slug" varchar(100);

-- posts: fill column slug
update "posts" set "slug" = btrim(regexp_replace(lower(regexp_replace(normalize("posts"."title", NFD), '[\u0300-\u036f]', '', 'g')), '[^a-z0-9]+', '-', 'g'), '-');

-- posts: column slug as it shall be
alter table "posts" alter column "slug" set not null;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "posts"."id", "posts"."slug"
from "posts"
where exists (
  select 1 as "value"
  from "posts" as "p"
  where "p"."slug" = "posts"."slug" and "p"."id" < "posts"."id"
)
  and (length("posts"."slug" || '-' || "posts"."id"::text) <= 100) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- posts: set slug
update "posts" set
  "slug" = "posts"."slug" || '-' || "posts"."id"::text
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

-- posts: add constraint posts_slug
alter table "posts" add constraint "posts_slug" unique ("slug");

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of post_slugs, mig.event gets the event 'reverted'
COMMIT;
