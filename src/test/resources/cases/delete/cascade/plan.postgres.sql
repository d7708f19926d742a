-- migration case, none, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- should find no row, or D212 is told
select q.*, count(*) over () as mig_total from (
select "orders"."id", "orders"."user_id"
from "orders"
where exists (select 1 as "one" from "users" where "orders"."user_id" = "users"."id" and "users"."id" = 2)
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- should find no row, or D212 is told
select q.*, count(*) over () as mig_total from (
select "lines"."id", "lines"."order_id"
from "lines"
where exists (
  select 1 as "one"
  from "orders"
  where "lines"."order_id" = "orders"."id"
    and exists (select 1 as "one" from "users" where "orders"."user_id" = "users"."id" and "users"."id" = 2)
)
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- delete rows of users
delete from "users"
where "users"."id" = 2;

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "orders"."id", "orders"."user_id" from "orders" where "orders"."user_id" = 2
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- these two must agree, or D211 and everything is rolled back
select count(*) as "n" from "lines";
select 0 as "n";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
