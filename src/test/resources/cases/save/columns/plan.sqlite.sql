-- migration case, none, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_case_1_users" (
  "id" integer,
  "email" varchar(20)
);

-- save rows beside the ledger
insert into "mig_saved_case_1_users"
select "users"."id", "users"."email" from "users" where "users"."age" > 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."email"
from "users"
where (length(mig_lower("users"."email")) <= 20) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- update users
update "users" set
  "email" = mig_lower("users"."email");

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
