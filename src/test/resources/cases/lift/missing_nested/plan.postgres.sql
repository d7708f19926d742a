-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- people: add column city
alter table "people" add column "city" text;

-- people: set city
update "people" set
  "city" = "people"."data" -> 'address' ->> 'city'
where "people"."data" -> 'address' -> 'city' is not null;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
