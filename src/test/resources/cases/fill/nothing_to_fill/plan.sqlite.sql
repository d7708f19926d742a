-- migration case, none, sqlite
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
select "users"."id", "users"."status" as "old_status", 'x' as "new_status"
from "users"
where "users"."status" is null;

-- update users
update "users" set
  "status" = 'x'
where "users"."status" is null;

-- these two should agree, or D216 is told
select exists (select 1 as "one" from "users" where "users"."status" is null) or not exists (select 1 as "one" from "users") as "fillable";
select true as "fillable";

-- update users
update "users" set
  "status" = 'y'
where "users"."status" is null;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
