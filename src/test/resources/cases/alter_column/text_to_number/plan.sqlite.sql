-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- rebuild codes: alter code type integer
create table "mig_new_codes" (
  "id" integer primary key,
  "code" integer
);

-- copy the rows of codes
insert or abort into "mig_new_codes" ("id", "code")
select "id", mig_cast_integer("codes"."code", 'integer')
from "codes";

-- the copy takes the place of codes
drop table "codes";

-- the copy takes the place of codes
alter table "mig_new_codes" rename to "codes";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
