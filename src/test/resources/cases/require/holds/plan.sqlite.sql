-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- these two must agree, or D211 and everything is rolled back
select count(*) as "n" from "users";
select 4 as "n";

-- add column nothing
alter table "users" add column "nothing" text;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
