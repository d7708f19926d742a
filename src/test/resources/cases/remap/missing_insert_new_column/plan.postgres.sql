-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "mig_new"."name"
from (
  select "mig_value"."email", "mig_value"."name"
  from (
    select lower("mig_from"."email") as "email", "mig_from"."name"
    from "old_customers" as "mig_from"
    where lower("mig_from"."email") is not null
      and "mig_from"."name" is not null
      and exists (select 1 as "one" from "orders" where "mig_from"."id" = "orders"."customer_id")
      and not exists (
      select 1 as "one"
      from "customers" as "mig_to"
      where "mig_to"."email" = lower("mig_from"."email") and "mig_to"."name" = "mig_from"."name"
    )
  ) as "mig_value"
  group by "mig_value"."email", "mig_value"."name"
) as "mig_new"
where (length("mig_new"."name") <= 10) is not true
) as q
order by 1 nulls last
limit 5;

-- for saved rows
create schema if not exists "mig_saved";

-- for the keys of new rows
create table "mig_saved"."case_1_customers_keys" as select "id" from "customers" with no data;

-- insert rows into customers
with mig_new as (
insert into "customers" ("email", "name")
select "mig_value"."email", "mig_value"."name"
from (
  select lower("mig_from"."email") as "email", "mig_from"."name"
  from "old_customers" as "mig_from"
  where lower("mig_from"."email") is not null
    and "mig_from"."name" is not null
    and exists (select 1 as "one" from "orders" where "mig_from"."id" = "orders"."customer_id")
    and not exists (
    select 1 as "one"
    from "customers" as "mig_to"
    where "mig_to"."email" = lower("mig_from"."email") and "mig_to"."name" = "mig_from"."name"
  )
) as "mig_value"
group by "mig_value"."email", "mig_value"."name"
order by "mig_value"."email" collate "C", "mig_value"."name" collate "C"
returning "id", xmax = 0 as mig_inserted)
insert into "mig_saved"."case_1_customers_keys" ("id")
select "id" from mig_new where mig_inserted;

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "orders"."id",
  "orders"."customer_id",
  "mig_from"."email" as "old_customers.email",
  "mig_from"."name" as "old_customers.name"
from "orders"
left join "old_customers" as "mig_from" on "mig_from"."id" = "orders"."customer_id"
where "orders"."customer_id" is not null
  and not exists (
  select 1 as "one"
  from "customers" as "mig_to"
  where "mig_to"."email" = lower("mig_from"."email") and "mig_to"."name" = "mig_from"."name"
)
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last, 4 nulls last
limit 5;

-- orders: add column new_customer_id
alter table "orders" add column "new_customer_id" bigint;

-- orders: set new_customer_id
update "orders" set
  "new_customer_id" = "mig_to"."id"::bigint
from "old_customers" as "mig_from"
join "customers" as "mig_to" on "mig_to"."email" = lower("mig_from"."email") and "mig_to"."name" = "mig_from"."name"
where "mig_from"."id" = "orders"."customer_id" and "orders"."customer_id" is not null;

-- orders: add constraint orders_new_customer_id_fkey
alter table "orders" add constraint "orders_new_customer_id_fkey" foreign key ("new_customer_id") references "customers" ("id") on delete set null;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
