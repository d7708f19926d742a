-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- rename index orders_status_idx to by_status
drop index "orders_status_idx";

-- rename index orders_status_idx to by_status
create index "by_status" on "orders" ("status");

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
