-- migration case, nothing to take back, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "orders"."id", "orders"."user_id"
from "orders"
where not exists (select 1 as "one" from "users" as "mig_target" where "mig_target"."id" = "orders"."user_id")
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "orders"."id", "orders"."user_id"
from "orders"
where not exists (select 1 as "one" from "users" as "mig_target" where "mig_target"."id" = "orders"."user_id")
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "orders"."id", "orders"."user_id"
from "orders"
where not exists (select 1 as "one" from "users" as "mig_target" where "mig_target"."id" = "orders"."user_id")
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
