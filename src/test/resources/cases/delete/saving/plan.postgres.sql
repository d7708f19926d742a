-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_users
create table "mig_saved"."case_1_users" as
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

-- delete rows of users
delete from "users"
where "users"."id" = 4;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
