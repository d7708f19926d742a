-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- people: add column home
alter table "people" add column "home" text;

-- must find no row, or D205 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."data"
from "people"
where not pg_input_is_valid("people"."data", 'jsonb')
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."data"
from "people"
where "people"."data" is not null and "people"."data"::jsonb -> 'country' is null
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- people: set home
update "people" set
  "home" = "people"."data"::jsonb ->> 'country';

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
