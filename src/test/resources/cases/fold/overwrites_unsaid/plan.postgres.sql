-- migration case, none, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."data"
from "people"
where jsonb_typeof("people"."data") not in ('object', 'null')
) as q
order by 1 nulls last
limit 5;

-- people: set data
update "people" set
  "data" = case when jsonb_typeof("people"."data") = 'object' then "people"."data" else jsonb_build_object() end || jsonb_build_object('country', to_jsonb("people"."country"::text));

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
