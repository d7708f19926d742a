-- migration case, none, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- rebuild users: drop column legacy_id, add column first_name, add column last_name
create table "mig_new_users" (
  "id" INT primary key,
  "name" text,
  "first_name" text,
  "last_name" text
);

-- copy the rows of users
insert or abort into "mig_new_users" (rowid, "id", "name", "first_name", "last_name")
select rowid, "id", "name", 'first', 'last'
from "users";

-- the copy takes the place of users
drop table "users";

-- the copy takes the place of users
alter table "mig_new_users" rename to "users";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
