-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- add column slug
alter table "posts" add column "slug" text;

-- update posts
update "posts" set
  "slug" = replace(mig_lower(trim(coalesce(nullif(trim("posts"."title"), ''), 'No Title ' || cast("posts"."id" as text)))), ' ', '-');

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
