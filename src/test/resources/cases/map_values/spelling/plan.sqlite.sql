-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- must find no row, or D201 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "settings"."body", count(*) as "rows"
from "settings"
where (mig_jsonb("settings"."body") in ('{"a": 2, "b": 1}', '{}')) is not true
group by mig_jsonb("settings"."body")
) as q
order by 2 nulls last
limit 5;

-- save rows beside the ledger
create table "mig_saved_case_1_settings_body" (
  "id" integer,
  "old_body" jsonb,
  "new_body" jsonb
);

-- save rows beside the ledger
insert into "mig_saved_case_1_settings_body"
select "settings"."id",
  "settings"."body" as "old_body",
  case when mig_jsonb("settings"."body") = '{"a": 2, "b": 1}' then '{"c": 3}' when mig_jsonb("settings"."body") = '{}' then '{"d": 4}' end as "new_body"
from "settings"
where mig_jsonb("settings"."body") in ('{"a": 2, "b": 1}', '{}');

-- update settings
update "settings" set
  "body" = case when mig_jsonb("settings"."body") = '{"a": 2, "b": 1}' then '{"c": 3}' when mig_jsonb("settings"."body") = '{}' then '{"d": 4}' end
where mig_jsonb("settings"."body") in ('{"a": 2, "b": 1}', '{}');

-- must find no row, or D201 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "settings"."rate", count(*) as "rows"
from "settings"
where ("settings"."rate" in (1.5, 2)) is not true
group by "settings"."rate"
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- update settings
update "settings" set
  "rate" = case when "settings"."rate" = 1.5 then 3 when "settings"."rate" = 2 then 4 end
where "settings"."rate" in (1.5, 2);

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
