-- migration case, none, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

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
drop trigger "order_gone";

-- items: trigger item_gone must not fire
drop trigger "item_gone";

-- delete from orders
delete from "orders"
where "orders"."status" = 'old';

-- items: trigger item_gone fires again as before
CREATE TRIGGER item_gone after delete on items begin insert into audit values (old.id); end;

-- orders: trigger order_gone fires again as before
CREATE TRIGGER order_gone after delete on orders begin insert into audit values (old.id); end;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
