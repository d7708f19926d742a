-- migration add_and_fill_order_status, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- kept as value 0
select count(*) as "n" from "orders";

-- add column status
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

-- update orders
update "orders" set
  "status" = case when "orders"."shipped_on" is null then 'open' else 'shipped' end
where "orders"."status" is null;

-- rebuild orders: alter status set not null set default, add check orders_status_known
create table "mig_new_orders" (
  "id" integer primary key,
  "customer" varchar(60) not null,
  "shipped_on" date,
  "total" numeric(10,2) not null,
  "status" varchar(20) not null default 'open',
  constraint "orders_status_known" check ("status" in ('open', 'shipped', 'cancelled'))
);

-- copy the rows of orders
insert or abort into "mig_new_orders" ("id", "customer", "shipped_on", "total", "status")
select "id", "customer", "shipped_on", "total", "status"
from "orders";

-- the copy takes the place of orders
drop table "orders";

-- the copy takes the place of orders
alter table "mig_new_orders" rename to "orders";

-- index of orders
CREATE INDEX orders_by_customer on orders (customer);

-- these two must agree, or D211 and everything is rolled back
select count(*) as "n" from "orders" where "orders"."status" = 'shipped';
select count(*) as "n" from "orders" where "orders"."shipped_on" is not null;

-- must agree with value 0, or D211 and everything is rolled back
select count(*) as "n" from "orders";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of add_and_fill_order_status, mig_event gets the event 'reverted'
COMMIT;
