-- migration order_country, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- these two should agree, or D216 is told
select exists (select 1 as "one" from "orders" where "orders"."country" is null) or not exists (select 1 as "one" from "orders") as "fillable";
select true as "fillable";

-- save rows beside the ledger
create table "mig_saved_order_country_1_orders_country" (
  "id" integer,
  "old_country" varchar(2),
  "new_country" varchar(2)
);

-- save rows beside the ledger
insert into "mig_saved_order_country_1_orders_country"
select "orders"."id",
  "orders"."country" as "old_country",
  case when exists (select 1 as "value" from "customers" as "c" where "c"."id" = "orders"."customer_id") then (select "c"."country" as "value" from "customers" as "c" where "c"."id" = "orders"."customer_id") else '??' end as "new_country"
from "orders"
where "orders"."country" is null;

-- update orders
update "orders" set
  "country" = case when exists (select 1 as "value" from "customers" as "c" where "c"."id" = "orders"."customer_id") then (select "c"."country" as "value" from "customers" as "c" where "c"."id" = "orders"."customer_id") else '??' end
where "orders"."country" is null;

-- these two must agree, or D211 and everything is rolled back
select (select count(*) as "n" from "orders" where "orders"."country" = '??') <= (select 1 as "n") as "n";
select true as "n";

-- rebuild orders: alter country set not null
create table "mig_new_orders" (
  "id" integer primary key,
  "customer_id" integer,
  "country" varchar(2) not null
);

-- copy the rows of orders
insert or abort into "mig_new_orders" ("id", "customer_id", "country")
select "id", "customer_id", "country"
from "orders";

-- the copy takes the place of orders
drop table "orders";

-- the copy takes the place of orders
alter table "mig_new_orders" rename to "orders";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of order_country, mig_event gets the event 'reverted'
COMMIT;
