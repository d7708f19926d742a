-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- orders: add column new_customer_id
alter table "orders" add column "new_customer_id" integer;

-- orders: set new_customer_id
update "orders" set
  "new_customer_id" = "mig_to"."id"
from "old_customers" as "mig_from"
join "customers" as "mig_to" on lower("mig_from"."email") = "mig_to"."email"
where "mig_from"."id" = "orders"."customer_id" and "orders"."customer_id" is not null;

-- orders: add constraint orders_new_customer_id_fkey
alter table "orders" add constraint "orders_new_customer_id_fkey" foreign key ("new_customer_id") references "customers" ("id") on delete set null;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
