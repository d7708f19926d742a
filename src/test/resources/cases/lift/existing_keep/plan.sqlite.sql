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

-- save rows beside the ledger
create table "mig_saved_case_1_people_country" (
  "id" integer,
  "old_country" text,
  "new_country" text
);

-- save rows beside the ledger
insert into "mig_saved_case_1_people_country"
select "people"."id",
  "people"."country" as "old_country",
  mig_json_at_text("people"."data", 'country') as "new_country"
from "people"
where mig_json_at("people"."data", 'country') is not null;

-- update people
update "people" set
  "country" = mig_json_at_text("people"."data", 'country')
where mig_json_at("people"."data", 'country') is not null;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
