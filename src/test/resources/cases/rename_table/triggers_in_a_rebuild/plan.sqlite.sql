-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- rename users to members
alter table "users" rename to "members";

-- step aside while members is rebuilt
drop view "ages";

-- rebuild members: add check noted
create table "mig_new_members" (
  "id" integer primary key,
  "age" text not null,
  constraint "noted" check (length("age") < 9)
);

-- copy the rows of members
insert or abort into "mig_new_members" ("id", "age")
select "id", "age"
from "members";

-- the copy takes the place of members
drop table "members";

-- the copy takes the place of members
alter table "mig_new_members" rename to "members";

-- trigger of members
CREATE TRIGGER noted after update on "members" begin insert into audit values (new.id); end;

-- put back as it was
CREATE VIEW ages as select age from "members";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
