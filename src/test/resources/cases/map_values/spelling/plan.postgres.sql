-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- must find no row, or D201 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "settings"."body", count(*) as "rows"
from "settings"
where ("settings"."body" in ('{"a": 2, "b": 1}'::jsonb, '{}'::jsonb)) is not true
group by "settings"."body"
) as q
order by 2 nulls last
limit 5;

-- settings: set body
update "settings" set
  "body" = case when "settings"."body" = '{"a": 2, "b": 1}'::jsonb then '{"c": 3}'::jsonb when "settings"."body" = '{}'::jsonb then '{"d": 4}'::jsonb end
where "settings"."body" in ('{"a": 2, "b": 1}'::jsonb, '{}'::jsonb);

-- must find no row, or D201 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "settings"."rate", count(*) as "rows"
from "settings"
where ("settings"."rate" in (1.5, 2.0)) is not true
group by "settings"."rate"
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_settings_rate
create table "mig_saved"."case_1_settings_rate" as
select "settings"."id",
  "settings"."rate" as "old_rate",
  case when "settings"."rate" = 1.5 then 3.0 when "settings"."rate" = 2.0 then 4.0 end as "new_rate"
from "settings"
where "settings"."rate" in (1.5, 2.0);

-- settings: set rate
update "settings" set
  "rate" = case when "settings"."rate" = 1.5 then 3.0 when "settings"."rate" = 2.0 then 4.0 end
where "settings"."rate" in (1.5, 2.0);

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
