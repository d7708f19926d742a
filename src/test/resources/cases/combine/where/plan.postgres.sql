-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

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

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_people_full_name
create table "mig_saved"."case_1_people_full_name" as
select "people"."id",
  "people"."full_name" as "old_full_name",
  "people"."first_name" || ' ' || "people"."last_name" as "new_full_name"
from "people"
where "people"."last_name" is not null
  and "people"."full_name" is null
  and "people"."last_name" is not null;

-- people: set full_name
update "people" set
  "full_name" = "people"."first_name" || ' ' || "people"."last_name"
where "people"."last_name" is not null and "people"."full_name" is null and "people"."last_name" is not null;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
