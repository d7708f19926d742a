-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- orders: drop constraint orders_customer_id_fkey
alter table "orders" drop constraint "orders_customer_id_fkey";

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_orders
create table "mig_saved"."case_1_orders" as
select "orders"."id", "orders"."customer_id", "orders"."amount"
from "orders"
where "orders"."customer_id" is not null
  and not exists (
  select 1 as "one"
  from "old_customers" as "mig_from"
  join "customers" as "mig_to" on lower("mig_from"."email") = "mig_to"."email"
  where "mig_from"."id" = "orders"."customer_id"
);

-- delete rows of orders
delete from "orders"
where "orders"."customer_id" is not null and not exists (
  select 1 as "one"
  from "old_customers" as "mig_from"
  join "customers" as "mig_to" on lower("mig_from"."email") = "mig_to"."email"
  where "mig_from"."id" = "orders"."customer_id"
);

-- save rows as mig_saved.case_2_orders_customer_id
create table "mig_saved"."case_2_orders_customer_id" as
select "orders"."id",
  "orders"."customer_id" as "old_customer_id",
  "mig_to"."id" as "new_customer_id"
from "orders"
join ("old_customers" as "mig_from"
join "customers" as "mig_to" on lower("mig_from"."email") = "mig_to"."email") on "mig_from"."id" = "orders"."customer_id"
where "orders"."customer_id" is not null;

-- orders: set customer_id
update "orders" set
  "customer_id" = "mig_to"."id"
from "old_customers" as "mig_from"
join "customers" as "mig_to" on lower("mig_from"."email") = "mig_to"."email"
where "mig_from"."id" = "orders"."customer_id" and "orders"."customer_id" is not null;

-- orders: add constraint orders_customer_id_fkey
alter table "orders" add constraint "orders_customer_id_fkey" foreign key ("customer_id") references "customers" ("id") on delete set null;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
