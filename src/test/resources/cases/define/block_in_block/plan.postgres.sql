-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- posts: add column note, add column more
alter table "posts"
  add column "note" text,
  add column "more" text;

-- users: add column own_note
alter table "users" add column "own_note" text;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
