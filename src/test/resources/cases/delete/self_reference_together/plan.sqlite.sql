-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- must find no row, or D212 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "orders"."id", "orders"."user_id"
from "orders"
where exists (select 1 as "one" from "users" where "orders"."user_id" = "users"."id" and "users"."id" >= 3)
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- save rows beside the ledger
create table "mig_saved_case_1_users" (
  "id" integer,
  "name" text,
  "boss_id" integer
);

-- save rows beside the ledger
insert into "mig_saved_case_1_users"
select "users"."id", "users"."name", "users"."boss_id" from "users" where "users"."id" >= 3;

-- delete from users
delete from "users"
where "users"."id" >= 3;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
