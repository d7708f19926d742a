-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- items: add column band
alter table "items" add column "band" integer default 0 not null;

-- must find no row, or D201 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "items"."price", count(*) as "rows"
from "items"
where ("items"."price" = 10.01 or "items"."price" < 10.0 or "items"."price" <= 10.0 or "items"."price" > 10.0) is not true
group by "items"."price"
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- items: set band
update "items" set
  "band" = case when "items"."price" < 10.0 then 1 when "items"."price" <= 10.0 then 2 when "items"."price" = 10.01 then 3 when "items"."price" > 10.0 then -4 end;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
