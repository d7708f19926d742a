-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_case_1_entries_position" (
  "id" integer,
  "old_position" integer,
  "new_position" integer
);

-- save rows beside the ledger
insert into "mig_saved_case_1_entries_position"
select "entries"."id",
  "entries"."position" as "old_position",
  "entries"."position" * 10 as "new_position"
from "entries";

-- update entries
update "entries" set
  "position" = "entries"."position" * 10;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
