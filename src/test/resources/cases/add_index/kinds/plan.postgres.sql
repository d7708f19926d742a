-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- orders: create index orders_placed_id_idx
create index "orders_placed_id_idx" on "orders" ("placed" desc, "id");

-- orders: create index orders_lower_note
create index "orders_lower_note" on "orders" ((lower("note")));

-- orders: create index open_only
create index "open_only" on "orders" ("customer_id") where "status" = 'open';

-- customers: create index customers_mail
create unique index "customers_mail" on "customers" ((lower("email")));

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
