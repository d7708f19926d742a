-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_case_1_users" (
  "id" integer,
  "full_name" text,
  "email" varchar(20),
  "status" text,
  "age" integer,
  "active" boolean,
  "created" timestamp,
  "team_id" integer
);

-- save rows beside the ledger
insert into "mig_saved_case_1_users"
select "users"."id",
  "users"."full_name",
  "users"."email",
  "users"."status",
  "users"."age",
  "users"."active",
  "users"."created",
  "users"."team_id"
from "users"
where "users"."id" = 4;

-- delete from users
delete from "users"
where "users"."id" = 4;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
