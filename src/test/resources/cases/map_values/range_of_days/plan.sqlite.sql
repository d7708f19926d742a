-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- add column year
alter table "items" add column "year" text;

-- must find no row, or D201 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "items"."born", count(*) as "rows"
from "items"
where ("items"."born" is null or "items"."born" < '2000-01-01' or "items"."born" between '2000-01-01' and '2000-12-31' or "items"."born" > '2000-12-31') is not true
group by "items"."born"
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- update items
update "items" set
  "year" = case when "items"."born" < '2000-01-01' then 'before' when "items"."born" between '2000-01-01' and '2000-12-31' then '2000' when "items"."born" > '2000-12-31' then 'after' when "items"."born" is null then '?' end;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
