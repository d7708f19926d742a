-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- rebuild flags: alter a type bigint, alter b type smallint
create table "mig_new_flags" (
  "id" integer primary key,
  "a" bigint,
  "b" smallint not null
);

-- copy the rows of flags
insert or abort into "mig_new_flags" ("id", "a", "b")
select "id", "flags"."a", "flags"."b"
from "flags";

-- the copy takes the place of flags
drop table "flags";

-- the copy takes the place of flags
alter table "mig_new_flags" rename to "flags";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
