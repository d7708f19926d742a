-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_case_1_users_email" (
  "id" integer,
  "old_email" text,
  "new_email" text
);

-- save rows beside the ledger
insert into "mig_saved_case_1_users_email"
select "users"."id", "users"."email" as "old_email", mig_lower("users"."email") as "new_email"
from "users"
where "users"."email" <> mig_lower("users"."email");

-- update users
update "users" set
  "email" = mig_lower("users"."email")
where "users"."email" <> mig_lower("users"."email");

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
