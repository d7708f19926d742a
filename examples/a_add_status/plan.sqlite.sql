-- migration add_order_status, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- kept as value 0
select count(*) as "n" from "orders";

-- add column status
alter table "orders" add column "status" varchar(20) not null default 'new';

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "orders"."id", "orders"."status" from "orders" where "orders"."status" <> 'new'
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must agree with value 0, or D211 and everything is rolled back
select count(*) as "n" from "orders";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of add_order_status, mig_event gets the event 'reverted'
COMMIT;
