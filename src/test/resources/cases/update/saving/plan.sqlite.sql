-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_case_1_users_status" (
  "id" integer,
  "old_status" text,
  "new_status" text
);

-- save rows beside the ledger
insert into "mig_saved_case_1_users_status"
select "users"."id", "users"."status" as "old_status", mig_upper("users"."status") as "new_status"
from "users"
where "users"."status" is not null;

-- update users
update "users" set
  "status" = mig_upper("users"."status")
where "users"."status" is not null;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
