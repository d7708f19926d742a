-- migration add_and_fill_order_status, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- kept as value 0
select count(*) as "n" from "orders";

-- orders: add column status
alter table "orders" add column "status" varchar(20);

-- these two should agree, or D216 is told
select exists (select 1 as "one" from "orders" where "orders"."status" is null) or not exists (select 1 as "one" from "orders") as "fillable";
select true as "fillable";

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "orders"."id", "orders"."shipped_on"
from "orders"
where "orders"."status" is null
  and (length(case when "orders"."shipped_on" is null then 'open' else 'shipped' end) <= 20) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- orders: set status
update "orders" set
  "status" = case when "orders"."shipped_on" is null then 'open' else 'shipped' end
where "orders"."status" is null;

-- orders: alter column status
alter table "orders"
  alter column "status" set default 'open',
  alter column "status" set not null;

-- orders: add constraint orders_status_known
alter table "orders" add constraint "orders_status_known" check ("status" in ('open', 'shipped', 'cancelled'));

-- these two must agree, or D211 and everything is rolled back
select count(*) as "n" from "orders" where "orders"."status" = 'shipped';
select count(*) as "n" from "orders" where "orders"."shipped_on" is not null;

-- must agree with value 0, or D211 and everything is rolled back
select count(*) as "n" from "orders";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of add_and_fill_order_status, mig.event gets the event 'reverted'
COMMIT;
