-- migration customer_uuids, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- kept as value 0
select count(*) as "n" from "orders";

-- customers: rename column id to number
alter table "customers" rename column "id" to "number";

-- customers: add column id
alter table "customers" add column "id" uuid;

-- customers: fill column id
update "customers" set "id" = md5('customers:' || "customers"."number"::text)::uuid;

-- customers: column id as it shall be
alter table "customers" alter column "id" set not null;

-- must find no row, or D208 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "orders"."id", "orders"."customer_id"
from "orders"
where not exists (select 1 as "one" from "customers" as "mig_key" where "mig_key"."number" = "orders"."customer_id")
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- orders: drop constraint orders_customer_id_fkey
alter table "orders" drop constraint "orders_customer_id_fkey";

-- customers: drop constraint customers_pkey, add constraint customers_pkey, add constraint customers_number_key
alter table "customers"
  drop constraint "customers_pkey",
  add constraint "customers_pkey" primary key ("id"),
  add constraint "customers_number_key" unique ("number");

-- orders: add column mig_new_customer_id
alter table "orders" add column "mig_new_customer_id" uuid;

-- orders: set mig_new_customer_id
update "orders" set
  "mig_new_customer_id" = "mig_key"."id"
from "customers" as "mig_key"
where "mig_key"."number" = "orders"."customer_id";

-- orders: drop column customer_id
alter table "orders" drop column "customer_id";

-- orders: rename column mig_new_customer_id to customer_id
alter table "orders" rename column "mig_new_customer_id" to "customer_id";

-- orders: alter column customer_id
alter table "orders" alter column "customer_id" set not null;

-- orders: add constraint orders_customer_id_fkey
alter table "orders" add constraint "orders_customer_id_fkey" foreign key ("customer_id") references "customers" ("id") on delete cascade;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.customer_uuids_1_customers_number
create table "mig_saved"."customer_uuids_1_customers_number" as
select "customers"."id", "customers"."number" from "customers";

-- customers: drop column number
alter table "customers" drop column "number";

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "orders"."id", "orders"."customer_id"
from "orders"
where not exists (
  select 1 as "one"
  from "customers" as "mig_target"
  where "mig_target"."id" = "orders"."customer_id"
)
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must agree with value 0, or D211 and everything is rolled back
select count(*) as "n" from "orders";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of customer_uuids, mig.event gets the event 'reverted'
COMMIT;
