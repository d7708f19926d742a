-- migration case, none, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- kept as value 0
select mig_sum("orders"."amount") as "sum" from "orders";

-- kept as value 1
select max("orders"."id") as "max" from "orders";

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "orders"."id", "orders"."amount"
from "orders"
where "orders"."id" = 10
  and (mig_decimal('+', "orders"."amount", 0.01) is null or (mig_round(mig_decimal('+', "orders"."amount", 0.01), 2) = mig_decimal('+', "orders"."amount", 0.01) and (mig_decimal('+', "orders"."amount", 0.01) < 100000000 and mig_decimal('+', "orders"."amount", 0.01) > -100000000)) is true) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- update orders
update "orders" set
  "amount" = mig_cast_numeric(mig_decimal('+', "orders"."amount", 0.01), 10, 2)
where "orders"."id" = 10;

-- must agree with value 0 within 0.02, or D211 and everything is rolled back
select mig_sum("orders"."amount") as "sum" from "orders";

-- must agree with value 1, or D211 and everything is rolled back
select max("orders"."id") as "max" from "orders";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
