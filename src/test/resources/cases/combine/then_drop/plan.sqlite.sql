-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- add column name
alter table "people" add column "name" text;

-- update people
update "people" set
  "name" = concat_ws(' ', "people"."first_name", "people"."last_name");

-- save rows beside the ledger
create table "mig_saved_case_1_people_first_name" (
  "id" integer,
  "first_name" varchar(20),
  "last_name" text
);

-- save rows beside the ledger
insert into "mig_saved_case_1_people_first_name"
select "people"."id", "people"."first_name", "people"."last_name" from "people";

-- drop column first_name, last_name
alter table "people" drop column "first_name";

-- drop column first_name, last_name
alter table "people" drop column "last_name";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
