-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- must find no row, or D204 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."email" from "users" where not strpos("users"."email", '@') > 0
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_users_full_name_status
create table "mig_saved"."case_1_users_full_name_status" as
select "users"."id",
  "users"."full_name" as "old_full_name",
  split_part("users"."email", '@', 1) as "new_full_name",
  "users"."status" as "old_status",
  substr("users"."email", strpos("users"."email", '@') + 1) as "new_status"
from "users";

-- users: set full_name, status
update "users" set
  "full_name" = split_part("users"."email", '@', 1),
  "status" = substr("users"."email", strpos("users"."email", '@') + 1);

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
