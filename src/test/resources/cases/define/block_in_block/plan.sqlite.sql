-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- add column note
alter table "posts" add column "note" text;

-- add column more
alter table "posts" add column "more" text;

-- add column own_note
alter table "users" add column "own_note" text;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
