-- migration case, none, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- entries: drop constraint entries_position_key
alter table "entries" drop constraint "entries_position_key";

-- entries: set position
update "entries" set
  "position" = 4 - "entries"."position"
where "entries"."list_id" = 1;

-- entries: add constraint entries_position_key
alter table "entries" add constraint "entries_position_key" unique ("list_id", "position");

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
