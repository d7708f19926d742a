-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- people: add column name
alter table "people" add column "name" text;

-- people: set name
update "people" set
  "name" = concat_ws(' ', "people"."first_name", "people"."last_name");

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_people_first_name
create table "mig_saved"."case_1_people_first_name" as
select "people"."id", "people"."first_name", "people"."last_name" from "people";

-- people: drop column first_name, last_name
alter table "people"
  drop column "first_name",
  drop column "last_name";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
