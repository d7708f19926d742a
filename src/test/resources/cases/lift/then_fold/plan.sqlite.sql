-- migration case, none, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- add column home
alter table "people" add column "home" text;

-- must find no row, or D205 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."data" from "people" where not mig_fits('jsonb', "people"."data")
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."data"
from "people"
where "people"."data" is not null and mig_json_at("people"."data", 'country') is null
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."home", mig_json_at_text("people"."data", 'country') as "country"
from (
  select "people"."id", "people"."data", mig_json_at_text("people"."data", 'country') as "home"
  from "people"
) as "people"
where ("people"."home" is not distinct from mig_json_at_text("people"."data", 'country')) is not true
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- must find no row, or D205 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."data" from "people" where not mig_fits('jsonb', "people"."data")
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."data"
from "people"
where mig_json_type("people"."data") not in ('object', 'null')
) as q
order by 1 nulls last
limit 5;

-- save rows beside the ledger
create table "mig_saved_case_1_people_data" (
  "id" integer,
  "old_data" jsonb,
  "new_data" jsonb
);

-- save rows beside the ledger
insert into "mig_saved_case_1_people_data"
select "people"."id",
  "people"."data" as "old_data",
  mig_json_set(case when mig_json_type("people"."data") = 'object' then "people"."data" else '{}' end, 'country', mig_json_of_text("people"."home")) as "new_data"
from (
  select "people"."id", "people"."data", mig_json_at_text("people"."data", 'country') as "home"
  from "people"
) as "people";

-- update people
update "people" set
  "home" = mig_json_at_text("people"."data", 'country'),
  "data" = mig_json_set(case when mig_json_type("people"."data") = 'object' then "people"."data" else '{}' end, 'country', mig_json_of_text(mig_json_at_text("people"."data", 'country')));

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."home", mig_json_at_text("people"."data", 'country') as "country"
from "people"
where ("people"."home" is not distinct from mig_json_at_text("people"."data", 'country')) is not true
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- drop column home
alter table "people" drop column "home";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
