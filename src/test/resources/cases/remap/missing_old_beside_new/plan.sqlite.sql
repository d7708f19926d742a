-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

-- cannot be switched inside a transaction; the last steps look for orphans
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- references without a counterpart that are there already
create temp table mig_orphans as
select 'orders' as child, rowid as place, parent as parent from pragma_foreign_key_check('orders');

-- add column new_customer_id
alter table "orders" add column "new_customer_id" integer;

-- must find no row, or D210 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "orders"."id", "orders"."customer_id"
from "orders"
where "orders"."customer_id" is not null
  and (
  select count(*) as "value"
  from "old_customers" as "mig_from"
  join "customers" as "mig_to" on mig_lower("mig_from"."email") = "mig_to"."email"
  where "mig_from"."id" = "orders"."customer_id"
) > 1
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- save rows beside the ledger
create table "mig_saved_case_1_orders_customer_id" (
  "id" integer,
  "old_customer_id" integer,
  "new_customer_id" integer
);

-- save rows beside the ledger
insert into "mig_saved_case_1_orders_customer_id"
select "orders"."id",
  "orders"."customer_id" as "old_customer_id",
  case when exists (
  select 1 as "value"
  from "old_customers" as "mig_from"
  join "customers" as "mig_to" on mig_lower("mig_from"."email") = "mig_to"."email"
  where "mig_from"."id" = "orders"."customer_id"
) then "orders"."customer_id" else null end as "new_customer_id"
from "orders"
where "orders"."customer_id" is not null;

-- update orders
update "orders" set
  "new_customer_id" = case when exists (
  select 1 as "value"
  from "old_customers" as "mig_from"
  join "customers" as "mig_to" on mig_lower("mig_from"."email") = "mig_to"."email"
  where "mig_from"."id" = "orders"."customer_id"
) then (
  select "mig_to"."id" as "value"
  from "old_customers" as "mig_from"
  join "customers" as "mig_to" on mig_lower("mig_from"."email") = "mig_to"."email"
  where "mig_from"."id" = "orders"."customer_id"
) else "orders"."new_customer_id" end,
  "customer_id" = case when exists (
  select 1 as "value"
  from "old_customers" as "mig_from"
  join "customers" as "mig_to" on mig_lower("mig_from"."email") = "mig_to"."email"
  where "mig_from"."id" = "orders"."customer_id"
) then "orders"."customer_id" else null end
where "orders"."customer_id" is not null;

-- rebuild orders: add foreign key orders_new_customer_id_fkey
create table "mig_new_orders" (
  "id" integer primary key,
  "customer_id" integer,
  "amount" integer not null,
  "new_customer_id" integer,
  constraint "orders_customer_id_fkey" foreign key ("customer_id") references "old_customers" ("id") on delete set null,
  constraint "orders_new_customer_id_fkey" foreign key ("new_customer_id") references "customers" ("id") on delete set null
);

-- copy the rows of orders
insert or abort into "mig_new_orders" ("id", "customer_id", "amount", "new_customer_id")
select "id", "customer_id", "amount", "new_customer_id"
from "orders";

-- the copy takes the place of orders
drop table "orders";

-- the copy takes the place of orders
alter table "mig_new_orders" rename to "orders";

-- index of orders
CREATE INDEX orders_customer_id_idx on orders (customer_id);

-- must find no row, or D208 and everything is rolled back
select child as "table", place as "rowid", parent as "references", count(*) over () as mig_total
from (
select 'orders' as child, rowid as place, parent as parent from pragma_foreign_key_check('orders')
) as now
where not exists (select * from temp.mig_orphans as old where old.child = now.child and old.place is now.place and old.parent = now.parent)
limit 5;

-- no reference was lost
drop table temp.mig_orphans;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
PRAGMA foreign_keys = ON;
