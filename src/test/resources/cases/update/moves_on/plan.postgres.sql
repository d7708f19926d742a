-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_entries_position
create table "mig_saved"."case_1_entries_position" as
select "entries"."id",
  "entries"."position" as "old_position",
  "entries"."position" + 1 as "new_position"
from "entries";

-- entries: drop constraint entries_position_key
alter table "entries" drop constraint "entries_position_key";

-- entries: set position
update "entries" set
  "position" = "entries"."position" + 1;

-- entries: add constraint entries_position_key
alter table "entries" add constraint "entries_position_key" unique ("list_id", "position");

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
