-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- add column slug
alter table "users" add column "slug" text;

-- these two should agree, or D216 is told
select exists (select 1 as "one" from "users" where "users"."slug" is null) or not exists (select 1 as "one" from "users") as "fillable";
select true as "fillable";

-- update users
update "users" set
  "slug" = mig_slug("users"."email")
where "users"."slug" is null;

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."slug" from "users" where "users"."slug" is null
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
