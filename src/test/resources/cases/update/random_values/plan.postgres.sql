-- migration case, none, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_users_status
create table "mig_saved"."case_1_users_status" as
select "users"."id",
  "users"."status" as "old_status",
  replace(gen_random_uuid()::text, '-', '') as "new_status"
from "users";

-- users: set status
update "users" set
  "status" = "mig_saved"."new_status"
from "mig_saved"."case_1_users_status" as "mig_saved"
where "users"."id" = "mig_saved"."id";

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."status" from "users" where (length("users"."status") = 32) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- users: set status
update "users" set
  "status" = 'done';

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
