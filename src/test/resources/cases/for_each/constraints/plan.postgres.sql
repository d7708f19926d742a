-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- t: rename constraint a_positive
alter table "t" rename constraint "a_positive" to "a_positive_rule";

-- t: rename constraint b_positive
alter table "t" rename constraint "b_positive" to "b_positive_rule";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
