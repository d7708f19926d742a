-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- must find no row, or D204 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."email"
from "users"
where octet_length(substr("users"."email", 1)) <> octet_length("users"."email")
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D204 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."email" from "users" where not instr("users"."email", '@') > 0
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- save rows beside the ledger
create table "mig_saved_case_1_users_full_name_status" (
  "id" integer,
  "old_full_name" text,
  "new_full_name" text,
  "old_status" text,
  "new_status" text
);

-- save rows beside the ledger
insert into "mig_saved_case_1_users_full_name_status"
select "users"."id",
  "users"."full_name" as "old_full_name",
  mig_split_part("users"."email", '@', 1) as "new_full_name",
  "users"."status" as "old_status",
  substr("users"."email", max(instr("users"."email", '@') + 1, 1)) as "new_status"
from "users";

-- update users
update "users" set
  "full_name" = mig_split_part("users"."email", '@', 1),
  "status" = substr("users"."email", max(instr("users"."email", '@') + 1, 1));

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
