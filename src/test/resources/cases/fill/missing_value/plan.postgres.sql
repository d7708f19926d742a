-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- these two should agree, or D216 is told
select exists (select 1 as "one" from "users" where "users"."status" is null) or not exists (select 1 as "one" from "users") as "fillable";
select true as "fillable";

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_users_status
create table "mig_saved"."case_1_users_status" as
select "users"."id",
  "users"."status" as "old_status",
  case when exists (select 1 as "value" from "teams" as "t" where "t"."id" = "users"."team_id") then (select "t"."name" as "value" from "teams" as "t" where "t"."id" = "users"."team_id") else 'nobody' end as "new_status"
from "users"
where "users"."status" is null;

-- users: set status
update "users" set
  "status" = case when exists (select 1 as "value" from "teams" as "t" where "t"."id" = "users"."team_id") then (select "t"."name" as "value" from "teams" as "t" where "t"."id" = "users"."team_id") else 'nobody' end
where "users"."status" is null;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
