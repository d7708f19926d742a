-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- rebuild t: rename check a_positive to a_positive_rule, rename check b_positive to b_positive_rule
create table "mig_new_t" (
  "id" INT primary key,
  "a" INT,
  "b" INT,
  constraint "a_positive_rule" check (a > 0),
  constraint "b_positive_rule" check (b > 0),
  constraint "ab" unique ("a", "b")
);

-- copy the rows of t
insert or abort into "mig_new_t" (rowid, "id", "a", "b")
select rowid, "id", "a", "b"
from "t";

-- the copy takes the place of t
drop table "t";

-- the copy takes the place of t
alter table "mig_new_t" rename to "t";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
