-- migration case, none, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "items"."id", "items"."label"
from "items"
where (btrim("items"."label") is null or (length(btrim("items"."label")) <= 12) is true) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- items: set label, note
update "items" set
  "label" = btrim("items"."label"),
  "note" = case when "items"."stock" > 0 then btrim("items"."label")::varchar(12) || '!' else "items"."note" end;

-- these two should agree, or D216 is told
select exists (select 1 as "one" from "items" where "items"."state" is null and "items"."note" is not null) or not exists (select 1 as "one" from "items") as "fillable";
select true as "fillable";

-- must find no row, or L304 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "items"."id", "items"."state"
from (
  select "items"."id",
    case when "items"."state" is null and "items"."note" is not null then "items"."note" else "items"."state" end as "state"
  from "items"
) as "items"
where "items"."state" = 'fresh'
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- items: set state
update "items" set
  "state" = case when case when "items"."state" is null and "items"."note" is not null then "items"."note" else "items"."state" end = 'new' then case when case when "items"."state" is null and "items"."note" is not null then "items"."note" else "items"."state" end = 'new' then 'fresh' end else case when "items"."state" is null and "items"."note" is not null then "items"."note" else "items"."state" end end
where "items"."state" is null and "items"."note" is not null or case when "items"."state" is null and "items"."note" is not null then "items"."note" else "items"."state" end = 'new';

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
