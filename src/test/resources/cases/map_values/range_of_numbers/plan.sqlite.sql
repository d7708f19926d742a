-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- add column band
alter table "items" add column "band" integer not null default 0;

-- must find no row, or D201 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "items"."price", count(*) as "rows"
from "items"
where ("items"."price" = 10.01 or "items"."price" < 10 or "items"."price" <= 10 or "items"."price" > 10) is not true
group by "items"."price"
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- update items
update "items" set
  "band" = case when "items"."price" < 10 then 1 when "items"."price" <= 10 then 2 when "items"."price" = 10.01 then 3 when "items"."price" > 10 then -4 end;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
