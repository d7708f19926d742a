-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_people_last_name
create table "mig_saved"."case_1_people_last_name" as
select "people"."id",
  "people"."last_name" as "old_last_name",
  "people"."first_name" || ' ' || coalesce("people"."last_name", '') as "new_last_name"
from "people";

-- people: set last_name
update "people" set
  "last_name" = "people"."first_name" || ' ' || coalesce("people"."last_name", '');

-- people: rename column last_name to name
alter table "people" rename column "last_name" to "name";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
