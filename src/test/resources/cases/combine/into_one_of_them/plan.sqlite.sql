-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_case_1_people_last_name" (
  "id" integer,
  "old_last_name" text,
  "new_last_name" text
);

-- save rows beside the ledger
insert into "mig_saved_case_1_people_last_name"
select "people"."id",
  "people"."last_name" as "old_last_name",
  "people"."first_name" || ' ' || coalesce("people"."last_name", '') as "new_last_name"
from "people";

-- update people
update "people" set
  "last_name" = "people"."first_name" || ' ' || coalesce("people"."last_name", '');

-- rename column last_name to name
alter table "people" rename column "last_name" to "name";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
