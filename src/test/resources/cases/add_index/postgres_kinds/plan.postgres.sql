-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- orders: create index orders_status_idx1
create index "orders_status_idx1" on "orders" ("status" text_pattern_ops);

-- orders: create index orders_note_total_idx
create index "orders_note_total_idx" on "orders" ("note") include ("total");

-- orders: create index orders_note_idx
create index "orders_note_idx" on "orders" using hash ("note");

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
