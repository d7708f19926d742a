-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- must find no row, or D203 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."first_name", "people"."last_name"
from "people"
where "people"."last_name" is not null
  and "people"."full_name" is null
  and "people"."last_name" is null
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- save rows beside the ledger
create table "mig_saved_case_1_people_full_name" (
  "id" integer,
  "old_full_name" text,
  "new_full_name" text
);

-- save rows beside the ledger
insert into "mig_saved_case_1_people_full_name"
select "people"."id",
  "people"."full_name" as "old_full_name",
  "people"."first_name" || ' ' || "people"."last_name" as "new_full_name"
from "people"
where "people"."last_name" is not null
  and "people"."full_name" is null
  and "people"."last_name" is not null;

-- update people
update "people" set
  "full_name" = "people"."first_name" || ' ' || "people"."last_name"
where "people"."last_name" is not null and "people"."full_name" is null and "people"."last_name" is not null;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
