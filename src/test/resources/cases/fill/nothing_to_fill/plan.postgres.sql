-- migration case, none, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_users_status
create table "mig_saved"."case_1_users_status" as
select "users"."id", "users"."status" as "old_status", 'x' as "new_status"
from "users"
where "users"."status" is null;

-- users: set status
update "users" set
  "status" = 'x'
where "users"."status" is null;

-- these two should agree, or D216 is told
select exists (select 1 as "one" from "users" where "users"."status" is null) or not exists (select 1 as "one" from "users") as "fillable";
select true as "fillable";

-- users: set status
update "users" set
  "status" = 'y'
where "users"."status" is null;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
