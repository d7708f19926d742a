-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- add column more
alter table "users" add column "more" integer;

-- add column more
alter table "posts" add column "more" integer;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
