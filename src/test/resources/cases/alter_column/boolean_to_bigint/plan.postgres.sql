-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- flags: alter column a, alter column b
alter table "flags"
  alter column "a" type bigint using "a"::integer::bigint,
  alter column "b" type smallint using "b"::integer::smallint;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
