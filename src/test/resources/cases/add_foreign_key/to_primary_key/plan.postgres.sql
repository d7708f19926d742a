-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- orders: add constraint orders_customer_id_fkey1
alter table "orders" add constraint "orders_customer_id_fkey1" foreign key ("customer_id") references "customers" ("id");

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
