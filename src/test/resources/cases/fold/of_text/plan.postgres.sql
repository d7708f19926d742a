-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- must find no row, or D205 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."data"
from "people"
where not pg_input_is_valid("people"."data", 'jsonb')
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."data"
from "people"
where jsonb_typeof("people"."data"::jsonb) not in ('object', 'null')
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_people_data
create table "mig_saved"."case_1_people_data" as
select "people"."id",
  "people"."data" as "old_data",
  (case when jsonb_typeof("people"."data"::jsonb) = 'object' then "people"."data"::jsonb else jsonb_build_object() end || jsonb_build_object('home', to_jsonb("people"."country"::text)))::text as "new_data"
from "people";

-- people: set data
update "people" set
  "data" = (case when jsonb_typeof("people"."data"::jsonb) = 'object' then "people"."data"::jsonb else jsonb_build_object() end || jsonb_build_object('home', to_jsonb("people"."country"::text)))::text;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
