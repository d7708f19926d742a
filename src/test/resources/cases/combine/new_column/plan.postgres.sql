-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- people: add column door
alter table "people" add column "door" varchar(40);

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."first_name", "people"."house"
from "people"
where (length("people"."first_name" || '-' || "people"."house"::text) <= 40) is not true
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- people: set door
update "people" set
  "door" = "people"."first_name" || '-' || "people"."house"::text;

-- people: alter column door
alter table "people" alter column "door" set not null;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
