-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_users_age_full_name
create table "mig_saved"."case_1_users_age_full_name" as
select "users"."id",
  "users"."age" as "old_age",
  "users"."age" + 1 as "new_age",
  "users"."full_name" as "old_full_name",
  "users"."full_name" || ' ' || "users"."age"::text as "new_full_name"
from "users";

-- users: set age, full_name
update "users" set
  "age" = "users"."age" + 1,
  "full_name" = "users"."full_name" || ' ' || "users"."age"::text;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
