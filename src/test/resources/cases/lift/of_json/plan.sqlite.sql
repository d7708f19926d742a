-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- add column home
alter table "people" add column "home" text;

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
where "people"."data" is not null and mig_json_at("people"."data", 'country') is null
) as q
order by 1 nulls last
limit 5;

-- update people
update "people" set
  "home" = mig_json_at_text("people"."data", 'country');

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
