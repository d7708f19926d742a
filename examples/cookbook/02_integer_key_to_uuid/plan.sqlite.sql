-- migration customer_uuids, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

-- cannot be switched inside a transaction; the last steps look for orphans
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- kept as value 0
select count(*) as "n" from "orders";

-- references without a counterpart that are there already
create temp table mig_orphans as
select 'orders' as child, rowid as place, parent as parent from pragma_foreign_key_check('orders');

-- rename column id to number
alter table "customers" rename column "id" to "number";

-- rebuild customers: add column id
create table "mig_new_customers" (
  "number" integer primary key,
  "name" varchar(80) not null,
  "id" uuid not null
);

-- copy the rows of customers
insert or abort into "mig_new_customers" ("number", "name", "id")
select "number", "name", mig_md5_uuid('customers:' || cast("customers"."number" as text))
from "customers";

-- the copy takes the place of customers
drop table "customers";

-- the copy takes the place of customers
alter table "mig_new_customers" rename to "customers";

-- must find no row, or D208 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "orders"."id", "orders"."customer_id"
from "orders"
where not exists (select 1 as "one" from "customers" as "mig_key" where "mig_key"."number" = "orders"."customer_id")
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- rebuild customers: alter number drop identity, drop primary key (number), add primary key (id), add unique customers_number_key
create table "mig_new_customers" (
  "number" integer not null,
  "name" varchar(80) not null,
  "id" uuid constraint "customers_pkey" primary key not null,
  constraint "customers_number_key" unique ("number")
);

-- copy the rows of customers
insert or abort into "mig_new_customers" (rowid, "number", "name", "id")
select rowid, "number", "name", "id"
from "customers";

-- the copy takes the place of customers
drop table "customers";

-- the copy takes the place of customers
alter table "mig_new_customers" rename to "customers";

-- rebuild orders: drop foreign key (customer_id), add column mig_new_customer_id
create table "mig_new_orders" (
  "id" integer primary key,
  "customer_id" integer not null,
  "total" integer not null,
  "mig_new_customer_id" uuid
);

-- copy the rows of orders
insert or abort into "mig_new_orders" ("id", "customer_id", "total")
select "id", "customer_id", "total"
from "orders";

-- the copy takes the place of orders
drop table "orders";

-- the copy takes the place of orders
alter table "mig_new_orders" rename to "orders";

-- update orders
update "orders" set
  "mig_new_customer_id" = "mig_key"."id"
from "customers" as "mig_key"
where "mig_key"."number" = "orders"."customer_id";

-- save rows beside the ledger
create table "mig_saved_customer_uuids_1_customers_number" (
  "id" uuid,
  "number" integer
);

-- save rows beside the ledger
insert into "mig_saved_customer_uuids_1_customers_number"
select "customers"."id", "customers"."number" from "customers";

-- rebuild customers: drop column number
create table "mig_new_customers" (
  "name" varchar(80) not null,
  "id" uuid constraint "customers_pkey" primary key not null
);

-- copy the rows of customers
insert or abort into "mig_new_customers" (rowid, "name", "id")
select rowid, "name", "id"
from "customers";

-- the copy takes the place of customers
drop table "customers";

-- the copy takes the place of customers
alter table "mig_new_customers" rename to "customers";

-- rebuild orders: drop column customer_id, rename column mig_new_customer_id to customer_id, alter customer_id set not null, add foreign key (customer_id)
create table "mig_new_orders" (
  "id" integer primary key,
  "total" integer not null,
  "mig_new_customer_id" uuid not null,
  foreign key ("mig_new_customer_id") references "customers" ("id") on delete cascade
);

-- copy the rows of orders
insert or abort into "mig_new_orders" ("id", "total", "mig_new_customer_id")
select "id", "total", "mig_new_customer_id"
from "orders";

-- the copy takes the place of orders
drop table "orders";

-- the copy takes the place of orders
alter table "mig_new_orders" rename to "orders";

-- rename column mig_new_customer_id to customer_id
alter table "orders" rename column "mig_new_customer_id" to "customer_id";

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
-- ledger: mig_migration loses the row of customer_uuids, mig_event gets the event 'reverted'
COMMIT;
PRAGMA foreign_keys = ON;
