-- migration case, none, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- should find no row, or D212 is told
select q.*, count(*) over () as mig_total from (
select "items"."id", "items"."order_id"
from "items"
where exists (
  select 1 as "one"
  from "orders"
  where "items"."order_id" = "orders"."id" and "orders"."status" = 'old'
)
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- orders: trigger order_gone must not fire
alter table "orders" disable trigger "order_gone";

-- items: trigger item_gone must not fire
alter table "items" disable trigger "item_gone";

-- delete rows of orders
delete from "orders"
where "orders"."status" = 'old';

-- items: trigger item_gone fires again as before
alter table "items" enable trigger "item_gone";

-- orders: trigger order_gone fires again as before
alter table "orders" enable trigger "order_gone";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
