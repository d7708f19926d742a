-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- people: add column s
alter table "people" add column "s" text;

-- people: set s
update "people" set
  "s" = "people"."first_name" || E'''; drop table people; -- \\' || "people"."house"::text
;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
