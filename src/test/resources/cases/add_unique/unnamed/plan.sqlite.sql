-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- rebuild people: add unique people_email_key
create table "mig_new_people" (
  "id" integer,
  "email" text,
  "boss_id" integer,
  "team" varchar(20),
  constraint "people_email_key" unique ("email")
);

-- copy the rows of people
insert or abort into "mig_new_people" (rowid, "id", "email", "boss_id", "team")
select rowid, "id", "email", "boss_id", "team"
from "people";

-- the copy takes the place of people
drop table "people";

-- the copy takes the place of people
alter table "mig_new_people" rename to "people";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
