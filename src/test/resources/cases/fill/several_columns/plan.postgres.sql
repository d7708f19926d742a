-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- these two should agree, or D216 is told
select exists (
  select 1 as "one"
  from "users"
  where "users"."status" is null or "users"."age" is null or "users"."active" is null
) or not exists (select 1 as "one" from "users") as "fillable";
select true as "fillable";

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_users_status_age_active
create table "mig_saved"."case_1_users_status_age_active" as
select "users"."id",
  "users"."status" as "old_status",
  coalesce("users"."status", 'unknown') as "new_status",
  "users"."age" as "old_age",
  coalesce("users"."age", 18) as "new_age",
  "users"."active" as "old_active",
  coalesce("users"."active", false) as "new_active"
from "users"
where "users"."status" is null or "users"."age" is null or "users"."active" is null;

-- users: set status, age, active
update "users" set
  "status" = coalesce("users"."status", 'unknown'),
  "age" = coalesce("users"."age", 18),
  "active" = coalesce("users"."active", false)
where "users"."status" is null or "users"."age" is null or "users"."active" is null;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
