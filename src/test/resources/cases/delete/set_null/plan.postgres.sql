-- migration case, none, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- should find no row, or D212 is told
select q.*, count(*) over () as mig_total from (
select "orders"."id", "orders"."user_id"
from "orders"
where exists (select 1 as "one" from "users" where "orders"."user_id" = "users"."id" and "users"."id" = 3)
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- should find no row, or D212 is told
select q.*, count(*) over () as mig_total from (
select "mig_reference"."id", "mig_reference"."boss_id"
from "users" as "mig_reference"
where exists (select 1 as "one" from "users" where "mig_reference"."boss_id" = "users"."id" and "users"."id" = 3)
  and ("mig_reference"."id" = 3) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- delete rows of users
delete from "users"
where "users"."id" = 3;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
