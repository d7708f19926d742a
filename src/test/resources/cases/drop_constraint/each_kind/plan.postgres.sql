-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- customers: drop constraint customers_email_key
alter table "customers" drop constraint "customers_email_key";

-- orders: drop constraint orders_total_check, drop constraint orders_customer_id_fkey, drop constraint orders_pkey
alter table "orders"
  drop constraint "orders_total_check",
  drop constraint "orders_customer_id_fkey",
  drop constraint "orders_pkey";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
