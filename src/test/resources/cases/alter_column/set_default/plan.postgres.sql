-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- orders: alter column status, alter column note
alter table "orders"
  alter column "status" set default 'open',
  alter column "note" set default 'none';

-- orders: alter column note
alter table "orders" alter column "note" drop default;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
