-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_case_1_users_age_full_name" (
  "id" integer,
  "old_age" integer,
  "new_age" integer,
  "old_full_name" text,
  "new_full_name" text
);

-- save rows beside the ledger
insert into "mig_saved_case_1_users_age_full_name"
select "users"."id",
  "users"."age" as "old_age",
  "users"."age" + 1 as "new_age",
  "users"."full_name" as "old_full_name",
  "users"."full_name" || ' ' || cast("users"."age" as text) as "new_full_name"
from "users";

-- update users
update "users" set
  "age" = "users"."age" + 1,
  "full_name" = "users"."full_name" || ' ' || cast("users"."age" as text);

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
