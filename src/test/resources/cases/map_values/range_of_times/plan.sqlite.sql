-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- add column year
alter table "items" add column "year" text;

-- must find no row, or D201 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "items"."seen", count(*) as "rows"
from "items"
where ("items"."seen" is null or mig_timestamp("items"."seen") < '2000-02-01 00:00:00' or mig_timestamp("items"."seen") >= '2000-02-01 00:00:00') is not true
group by mig_timestamp("items"."seen")
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- update items
update "items" set
  "year" = case when mig_timestamp("items"."seen") < '2000-02-01 00:00:00' then 'before' when mig_timestamp("items"."seen") >= '2000-02-01 00:00:00' then 'after' when "items"."seen" is null then '?' end;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
