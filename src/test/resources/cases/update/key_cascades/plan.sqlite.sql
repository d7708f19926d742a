-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_case_1_users_id" (
  "id" integer,
  "old_id" integer,
  "new_id" integer
);

-- save rows beside the ledger
insert into "mig_saved_case_1_users_id"
select "users"."id", "users"."id" as "old_id", "users"."id" + 10 as "new_id"
from "users"
where "users"."id" = 2;

-- update users
update "users" set
  "id" = "users"."id" + 10
where "users"."id" = 2;

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "orders"."id", "orders"."user_id" from "orders" where "orders"."user_id" = 2
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
