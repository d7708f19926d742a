-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- rename table customers to clients
alter table "customers" rename to "clients";

-- clients: add column since
alter table "clients" add column "since" date;

-- rename table orders to purchases
alter table "orders" rename to "purchases";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
