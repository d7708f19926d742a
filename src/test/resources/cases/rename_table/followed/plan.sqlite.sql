-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- rename customers to clients
alter table "customers" rename to "clients";

-- add column since
alter table "clients" add column "since" date;

-- rename orders to purchases
alter table "orders" rename to "purchases";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
