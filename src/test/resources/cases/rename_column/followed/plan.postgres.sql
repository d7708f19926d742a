-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- customers: rename column id to customer_no
alter table "customers" rename column "id" to "customer_no";

-- orders: rename column status to state
alter table "orders" rename column "status" to "state";

-- orders: add constraint state_known
alter table "orders" add constraint "state_known" check ("state" <> '');

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
