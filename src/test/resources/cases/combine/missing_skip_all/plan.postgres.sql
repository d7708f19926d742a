-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- people: add column rest
alter table "people" add column "rest" text;

-- people: set rest
update "people" set
  "rest" = case when "people"."middle" is not null or "people"."last_name" is not null then concat_ws(' ', "people"."middle", "people"."last_name") end;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
