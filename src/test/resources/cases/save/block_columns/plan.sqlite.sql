-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_case_1_users" (
  "id" integer,
  "email" varchar(20),
  "status" text
);

-- save rows beside the ledger
insert into "mig_saved_case_1_users"
select "users"."id", "users"."email", "users"."status" from "users" where "users"."active";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
