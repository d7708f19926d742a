-- migration fill_order_status, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- kept as value 0
select count(*) as "n" from "orders";

-- these two should agree, or D216 is told
select exists (select 1 as "one" from "orders" where "orders"."status" is null) or not exists (select 1 as "one" from "orders") as "fillable";
select true as "fillable";

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "orders"."id", "orders"."tracking", "orders"."paid"
from "orders"
where "orders"."status" is null
  and (length(case when "orders"."tracking" <> '' then 'shipped' when "orders"."paid" then 'paid' else 'new' end) <= 20) is not true
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.fill_order_status_1_orders_status
create table "mig_saved"."fill_order_status_1_orders_status" as
select "orders"."id",
  "orders"."status" as "old_status",
  case when "orders"."tracking" <> '' then 'shipped' when "orders"."paid" then 'paid' else 'new' end as "new_status"
from "orders"
where "orders"."status" is null;

-- orders: set status
update "orders" set
  "status" = case when "orders"."tracking" <> '' then 'shipped' when "orders"."paid" then 'paid' else 'new' end
where "orders"."status" is null;

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "orders"."id", "orders"."status" from "orders" where "orders"."status" is null
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- these two must agree, or D211 and everything is rolled back
select count(*) as "n" from "orders" where "orders"."status" in ('cancelled', 'returned');
select 2 as "n";

-- must agree with value 0, or D211 and everything is rolled back
select count(*) as "n" from "orders";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of fill_order_status, mig.event gets the event 'reverted'
COMMIT;
