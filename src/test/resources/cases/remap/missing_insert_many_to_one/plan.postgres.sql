-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- for the keys of new rows
create table "mig_saved"."case_1_customers_keys" as select "id" from "customers" with no data;

-- insert rows into customers
with mig_new as (
insert into "customers" ("email")
select "mig_value"."email"
from (
  select lower("mig_from"."email") as "email"
  from "old_customers" as "mig_from"
  where lower("mig_from"."email") is not null
    and exists (select 1 as "one" from "orders" where "mig_from"."id" = "orders"."customer_id")
    and not exists (
    select 1 as "one"
    from "customers" as "mig_to"
    where lower("mig_from"."email") = "mig_to"."email"
  )
) as "mig_value"
group by "mig_value"."email"
order by "mig_value"."email" collate "C"
returning "id", xmax = 0 as mig_inserted)
insert into "mig_saved"."case_1_customers_keys" ("id")
select "id" from mig_new where mig_inserted;

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "orders"."id", "orders"."customer_id", "mig_from"."email" as "old_customers.email"
from "orders"
left join "old_customers" as "mig_from" on "mig_from"."id" = "orders"."customer_id"
where "orders"."customer_id" is not null
  and not exists (select 1 as "one" from "customers" as "mig_to" where lower("mig_from"."email") = "mig_to"."email")
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- orders: drop constraint orders_customer_id_fkey
alter table "orders" drop constraint "orders_customer_id_fkey";

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
