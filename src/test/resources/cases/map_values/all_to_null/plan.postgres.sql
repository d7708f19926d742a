-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- must find no row, or D201 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "visits"."day", count(*) as "rows"
from "visits"
where ("visits"."day" in (date '1999-12-31', date '2024-02-29') or "visits"."day" is null) is not true
group by "visits"."day"
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_visits_day
create table "mig_saved"."case_1_visits_day" as
select "visits"."id",
  "visits"."day" as "old_day",
  case when "visits"."day" in (date '1999-12-31', date '2024-02-29') then null::date when "visits"."day" is null then null::date end as "new_day"
from "visits"
where "visits"."day" in (date '1999-12-31', date '2024-02-29');

-- save rows as mig_saved.case_2_visits_place
create table "mig_saved"."case_2_visits_place" as
select "visits"."id",
  "visits"."place" as "old_place",
  case when true then null::bigint end as "new_place"
from "visits";

-- visits: set day, place
update "visits" set
  "day" = case when "visits"."day" in (date '1999-12-31', date '2024-02-29') then case when "visits"."day" in (date '1999-12-31', date '2024-02-29') then null::date when "visits"."day" is null then null::date end else "visits"."day" end,
  "place" = case when true then null::bigint end;

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "visits"."id", "visits"."day", "visits"."place"
from "visits"
where "visits"."day" is not null or "visits"."place" > 0
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
