-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- t: drop index t_a
drop index "t_a";

-- t: rename index t_b
alter index "t_b" rename to "t_b_old";

-- t: rename index other
alter index "other" rename to "other_old";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
