-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- orders: alter column status, alter column total
alter table "orders"
  alter column "status" set not null,
  alter column "total" type bigint;

-- orders: add constraint known
alter table "orders" add constraint "known" check ("status" in ('open', 'done'));

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
