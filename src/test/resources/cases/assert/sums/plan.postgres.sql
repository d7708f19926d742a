-- migration case, none, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- kept as value 0
select sum("orders"."amount") as "sum" from "orders";

-- kept as value 1
select max("orders"."id") as "max" from "orders";

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "orders"."id", "orders"."amount"
from "orders"
where "orders"."id" = 10
  and ("orders"."amount" + 0.01 is null or (round(("orders"."amount" + 0.01)::numeric, 2) = "orders"."amount" + 0.01 and ("orders"."amount" + 0.01 < 100000000.0 and "orders"."amount" + 0.01 > -100000000.0)) is true) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- orders: set amount
update "orders" set
  "amount" = ("orders"."amount" + 0.01)::numeric(10,2)
where "orders"."id" = 10;

-- must agree with value 0 within 0.02, or D211 and everything is rolled back
select sum("orders"."amount") as "sum" from "orders";

-- must agree with value 1, or D211 and everything is rolled back
select max("orders"."id") as "max" from "orders";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
