-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

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
  mig_json_set(case when mig_json_type("people"."data") = 'object' then "people"."data" else '{}' end, 'years', mig_json_of_number("people"."age")) as "new_data"
from "people";

-- update people
update "people" set
  "data" = mig_json_set(case when mig_json_type("people"."data") = 'object' then "people"."data" else '{}' end, 'years', mig_json_of_number("people"."age"));

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
