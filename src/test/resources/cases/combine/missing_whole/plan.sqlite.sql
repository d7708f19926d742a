-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

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
  case when "people"."middle" is not null and "people"."last_name" is not null then "people"."middle" || ', ' || "people"."last_name" else "people"."first_name" end as "new_full_name"
from "people";

-- update people
update "people" set
  "full_name" = case when "people"."middle" is not null and "people"."last_name" is not null then "people"."middle" || ', ' || "people"."last_name" else "people"."first_name" end;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
