-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- drop index t_a
drop index "t_a";

-- rename index t_b to t_b_old
drop index "t_b";

-- rename index t_b to t_b_old
create unique index "t_b_old" on "t" ("b");

-- rename index other to other_old
drop index "other";

-- rename index other to other_old
create index "other_old" on "t" ("a", "b");

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
