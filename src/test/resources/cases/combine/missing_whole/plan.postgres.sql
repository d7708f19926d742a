-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_people_full_name
create table "mig_saved"."case_1_people_full_name" as
select "people"."id",
  "people"."full_name" as "old_full_name",
  case when "people"."middle" is not null and "people"."last_name" is not null then "people"."middle" || ', ' || "people"."last_name" else "people"."first_name" end as "new_full_name"
from "people";

-- people: set full_name
update "people" set
  "full_name" = case when "people"."middle" is not null and "people"."last_name" is not null then "people"."middle" || ', ' || "people"."last_name" else "people"."first_name" end;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
