-- migration order_country, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- these two should agree, or D216 is told
select exists (select 1 as "one" from "orders" where "orders"."country" is null) or not exists (select 1 as "one" from "orders") as "fillable";
select true as "fillable";

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.order_country_1_orders_country
create table "mig_saved"."order_country_1_orders_country" as
select "orders"."id",
  "orders"."country" as "old_country",
  case when exists (select 1 as "value" from "customers" as "c" where "c"."id" = "orders"."customer_id") then (select "c"."country" as "value" from "customers" as "c" where "c"."id" = "orders"."customer_id") else '??' end as "new_country"
from "orders"
where "orders"."country" is null;

-- orders: set country
update "orders" set
  "country" = case when exists (select 1 as "value" from "customers" as "c" where "c"."id" = "orders"."customer_id") then (select "c"."country" as "value" from "customers" as "c" where "c"."id" = "orders"."customer_id") else '??' end
where "orders"."country" is null;

-- orders: alter column country
alter table "orders" alter column "country" set not null;

-- these two must agree, or D211 and everything is rolled back
select (select count(*) as "n" from "orders" where "orders"."country" = '??') <= (select 1 as "n") as "n";
select true as "n";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of order_country, mig.event gets the event 'reverted'
COMMIT;
