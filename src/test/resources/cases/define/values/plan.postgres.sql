-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- posts: add column slug
alter table "posts" add column "slug" text;

-- posts: set slug
update "posts" set
  "slug" = replace(lower(btrim(coalesce(nullif(btrim("posts"."title"), ''), 'No Title ' || "posts"."id"::text))), ' ', '-');

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
