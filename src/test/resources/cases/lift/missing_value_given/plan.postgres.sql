-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- people: add column home
alter table "people" add column "home" text;

-- people: set home
update "people" set
  "home" = case when "people"."data" is not null and "people"."data" -> 'country' is null then '??' else "people"."data" ->> 'country' end;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
