-- migration case, none, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- must find no row, or D205 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."data" from "people" where not mig_fits('jsonb', "people"."data")
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."data"
from "people"
where "people"."data" is not null and mig_json_at("people"."data", 'age') is null
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", mig_json_at_text("people"."data", 'age') as "age"
from "people"
where (mig_json_at_text("people"."data", 'age') is null or mig_fits('integer', mig_json_at_text("people"."data", 'age')) is true) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- update people
update "people" set
  "age" = mig_cast_integer(mig_json_at_text("people"."data", 'age'), 'integer');

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
