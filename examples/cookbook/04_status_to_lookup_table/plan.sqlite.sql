-- migration order_statuses, exact with saved data, sqlite
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

-- create statuses
create table "statuses" (
  "id" integer constraint "statuses_pkey" primary key autoincrement,
  "name" text not null,
  constraint "statuses_name_key" unique ("name")
);

-- insert into statuses
insert into "statuses" ("name")
select "mig_value"."name"
from (select mig_lower(trim("orders"."status")) as "name" from "orders") as "mig_value"
group by "mig_value"."name"
order by "mig_value"."name";

-- add column status_id
alter table "orders" add column "status_id" bigint;

-- update orders
update "orders" set
  "status_id" = "mig_lookup"."id"
from "statuses" as "mig_lookup"
where "mig_lookup"."name" = mig_lower(trim("orders"."status"));

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "orders"."id", "orders"."status", "orders"."status_id"
from "orders" left join "statuses" as "mig_lookup" on "mig_lookup"."id" = "orders"."status_id"
where "mig_lookup"."name" is distinct from mig_lower(trim("orders"."status"))
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- save rows beside the ledger
create table "mig_saved_order_statuses_1_orders_status" (
  "id" integer,
  "status" varchar(20)
);

-- save rows beside the ledger
insert into "mig_saved_order_statuses_1_orders_status"
select "orders"."id", "orders"."status" from "orders";

-- rebuild orders: alter status_id set not null, add foreign key orders_status_id_fkey, drop column status
create table "mig_new_orders" (
  "id" integer primary key,
  "status_id" bigint not null,
  constraint "orders_status_id_fkey" foreign key ("status_id") references "statuses" ("id") on delete restrict
);

-- copy the rows of orders
insert or abort into "mig_new_orders" ("id", "status_id")
select "id", "status_id"
from "orders";

-- the copy takes the place of orders
drop table "orders";

-- the copy takes the place of orders
alter table "mig_new_orders" rename to "orders";

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
-- ledger: mig_migration loses the row of order_statuses, mig_event gets the event 'reverted'
COMMIT;
PRAGMA foreign_keys = ON;
