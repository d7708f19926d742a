-- migration case, none, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- people: add column home
alter table "people" add column "home" text;

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."data"
from "people"
where "people"."data" is not null and "people"."data" -> 'country' is null
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."home", "people"."data" ->> 'country' as "country"
from (select "people"."id", "people"."data", "people"."data" ->> 'country' as "home" from "people") as "people"
where ("people"."home" is not distinct from "people"."data" ->> 'country') is not true
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."data"
from "people"
where jsonb_typeof("people"."data") not in ('object', 'null')
) as q
order by 1 nulls last
limit 5;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_people_data
create table "mig_saved"."case_1_people_data" as
select "people"."id",
  "people"."data" as "old_data",
  case when jsonb_typeof("people"."data") = 'object' then "people"."data" else jsonb_build_object() end || jsonb_build_object('country', to_jsonb("people"."home"::text)) as "new_data"
from (select "people"."id", "people"."data", "people"."data" ->> 'country' as "home" from "people") as "people";

-- people: set home, data
update "people" set
  "home" = "people"."data" ->> 'country',
  "data" = case when jsonb_typeof("people"."data") = 'object' then "people"."data" else jsonb_build_object() end || jsonb_build_object('country', to_jsonb(("people"."data" ->> 'country')::text));

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."home", "people"."data" ->> 'country' as "country"
from "people"
where ("people"."home" is not distinct from "people"."data" ->> 'country') is not true
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- people: drop column home
alter table "people" drop column "home";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
