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
select "users"."id", "users"."status" as "old_status", lower(hex(randomblob(16))) as "new_status"
from "users";

-- update users
update "users" set
  "status" = "mig_saved"."new_status"
from "mig_saved_case_1_users_status" as "mig_saved"
where "users"."id" = "mig_saved"."id";

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."status" from "users" where (length("users"."status") = 32) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- update users
update "users" set
  "status" = 'done';

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
