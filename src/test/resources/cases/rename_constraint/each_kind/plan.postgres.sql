-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- customers: rename constraint customers_email_key
alter table "customers" rename constraint "customers_email_key" to "one_mail";

-- orders: rename constraint orders_total_check
alter table "orders" rename constraint "orders_total_check" to "no_debts";

-- orders: rename constraint orders_customer_id_fkey
alter table "orders" rename constraint "orders_customer_id_fkey" to "paid_by";

-- orders: rename constraint orders_pkey
alter table "orders" rename constraint "orders_pkey" to "orders_key";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
