-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- posts: add column created_at, add column created_by
alter table "posts"
  add column "created_at" timestamp,
  add column "created_by" text;

-- posts: create index posts_created_at_index
create index "posts_created_at_index" on "posts" ("created_at");

-- users: add column created_at, add column created_by
alter table "users"
  add column "created_at" timestamp,
  add column "created_by" text;

-- users: create index users_created_at_index
create index "users_created_at_index" on "users" ("created_at");

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
