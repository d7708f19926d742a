-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- orders: add column new_customer_id
alter table "orders" add column "new_customer_id" integer;

-- must find no row, or D210 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "orders"."id", "orders"."customer_id"
from "orders"
where "orders"."customer_id" is not null
  and (
  select count(*) as "value"
  from "old_customers" as "mig_from"
  join "customers" as "mig_to" on lower("mig_from"."email") = "mig_to"."email"
  where "mig_from"."id" = "orders"."customer_id"
) > 1
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_orders_customer_id
create table "mig_saved"."case_1_orders_customer_id" as
select "orders"."id",
  "orders"."customer_id" as "old_customer_id",
  case when exists (
  select 1 as "value"
  from "old_customers" as "mig_from"
  join "customers" as "mig_to" on lower("mig_from"."email") = "mig_to"."email"
  where "mig_from"."id" = "orders"."customer_id"
) then "orders"."customer_id" else null end as "new_customer_id"
from "orders"
where "orders"."customer_id" is not null;

-- orders: set new_customer_id, customer_id
update "orders" set
  "new_customer_id" = case when exists (
  select 1 as "value"
  from "old_customers" as "mig_from"
  join "customers" as "mig_to" on lower("mig_from"."email") = "mig_to"."email"
  where "mig_from"."id" = "orders"."customer_id"
) then (
  select "mig_to"."id" as "value"
  from "old_customers" as "mig_from"
  join "customers" as "mig_to" on lower("mig_from"."email") = "mig_to"."email"
  where "mig_from"."id" = "orders"."customer_id"
) else "orders"."new_customer_id" end,
  "customer_id" = case when exists (
  select 1 as "value"
  from "old_customers" as "mig_from"
  join "customers" as "mig_to" on lower("mig_from"."email") = "mig_to"."email"
  where "mig_from"."id" = "orders"."customer_id"
) then "orders"."customer_id" else null end
where "orders"."customer_id" is not null;

-- orders: add constraint orders_new_customer_id_fkey
alter table "orders" add constraint "orders_new_customer_id_fkey" foreign key ("new_customer_id") references "customers" ("id") on delete set null;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
