-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- orders: add column referrer_id, add constraint orders_referrer_id_fkey, add column weight, add constraint orders_weight_check, add column paid
alter table "orders"
  add column "referrer_id" integer,
  add constraint "orders_referrer_id_fkey" foreign key ("referrer_id") references "customers" ("id") on delete set null,
  add column "weight" integer default 0,
  add constraint "orders_weight_check" check ("weight" >= 0),
  add column "paid" boolean generated always as ("status" = 'paid') stored;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
