-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- people: add column whole
alter table "people" add column "whole" text;

-- people: set whole
update "people" set
  "whole" = "people"."first_name" || ' ' || coalesce("people"."middle", '') || ' ' || coalesce("people"."last_name", '?');

-- people: alter column whole
alter table "people" alter column "whole" set not null;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
