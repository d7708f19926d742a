-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- must find no row, or D201 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "visits"."day", count(*) as "rows"
from "visits"
where ("visits"."day" in ('1999-12-31', '2024-02-29') or "visits"."day" is null) is not true
group by "visits"."day"
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- save rows beside the ledger
create table "mig_saved_case_1_visits_day" (
  "id" integer,
  "old_day" date,
  "new_day" date
);

-- save rows beside the ledger
insert into "mig_saved_case_1_visits_day"
select "visits"."id",
  "visits"."day" as "old_day",
  case when "visits"."day" in ('1999-12-31', '2024-02-29') then null when "visits"."day" is null then null end as "new_day"
from "visits"
where "visits"."day" in ('1999-12-31', '2024-02-29');

-- save rows beside the ledger
create table "mig_saved_case_2_visits_place" (
  "id" integer,
  "old_place" bigint,
  "new_place" bigint
);

-- save rows beside the ledger
insert into "mig_saved_case_2_visits_place"
select "visits"."id", "visits"."place" as "old_place", case when true then null end as "new_place"
from "visits";

-- update visits
update "visits" set
  "day" = case when "visits"."day" in ('1999-12-31', '2024-02-29') then case when "visits"."day" in ('1999-12-31', '2024-02-29') then null when "visits"."day" is null then null end else "visits"."day" end,
  "place" = case when true then null end;

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "visits"."id", "visits"."day", "visits"."place"
from "visits"
where "visits"."day" is not null or "visits"."place" > 0
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
