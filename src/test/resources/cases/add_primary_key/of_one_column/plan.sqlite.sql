-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- rebuild people: add primary key (id), alter id set identity
create table "mig_new_people" (
  "id" integer constraint "people_pkey" primary key,
  "email" text,
  "boss_id" integer,
  "team" varchar(20)
);

-- copy the rows of people
insert or abort into "mig_new_people" ("id", "email", "boss_id", "team")
select "id", "email", "boss_id", "team"
from "people";

-- the copy takes the place of people
drop table "people";

-- the copy takes the place of people
alter table "mig_new_people" rename to "people";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
