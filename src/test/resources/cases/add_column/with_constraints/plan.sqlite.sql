-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

-- cannot be switched inside a transaction; the last steps look for orphans
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- references without a counterpart that are there already
create temp table mig_orphans as
select 'orders' as child, rowid as place, parent as parent from pragma_foreign_key_check('orders');

-- rebuild orders: add column referrer_id, add foreign key orders_referrer_id_fkey, add column weight, add check orders_weight_check, add column paid
create table "mig_new_orders" (
  "id" integer primary key,
  "customer_id" integer,
  "status" text,
  "total" numeric(10,2),
  "note" varchar(20),
  "placed" timestamp,
  "referrer_id" integer,
  "weight" integer default 0,
  "paid" boolean generated always as ("status" = 'paid') stored,
  constraint "orders_customer_id_fkey" foreign key ("customer_id") references "customers" ("id"),
  constraint "orders_total_check" check (total >= 0),
  constraint "orders_referrer_id_fkey" foreign key ("referrer_id") references "customers" ("id") on delete set null,
  constraint "orders_weight_check" check ("weight" >= 0)
);

-- copy the rows of orders
insert or abort into "mig_new_orders" ("id", "customer_id", "status", "total", "note", "placed")
select "id", "customer_id", "status", "total", "note", "placed"
from "orders";

-- the copy takes the place of orders
drop table "orders";

-- the copy takes the place of orders
alter table "mig_new_orders" rename to "orders";

-- index of orders
CREATE INDEX orders_status_idx on orders (status);

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
