-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

-- cannot be switched inside a transaction; the last steps look for orphans
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- rebuild customers: drop unique customers_email_key
create table "mig_new_customers" (
  "id" integer primary key,
  "email" varchar(100) not null,
  "name" text
);

-- copy the rows of customers
insert or abort into "mig_new_customers" ("id", "email", "name")
select "id", "email", "name"
from "customers";

-- the copy takes the place of customers
drop table "customers";

-- the copy takes the place of customers
alter table "mig_new_customers" rename to "customers";

-- rebuild orders: drop check orders_total_check, drop foreign key orders_customer_id_fkey, alter id drop identity, drop primary key (id)
create table "mig_new_orders" (
  "id" integer not null,
  "customer_id" integer,
  "status" text,
  "total" numeric(10,2),
  "note" varchar(20),
  "placed" timestamp
);

-- copy the rows of orders
insert or abort into "mig_new_orders" (rowid, "id", "customer_id", "status", "total", "note", "placed")
select rowid, "id", "customer_id", "status", "total", "note", "placed"
from "orders";

-- the copy takes the place of orders
drop table "orders";

-- the copy takes the place of orders
alter table "mig_new_orders" rename to "orders";

-- index of orders
CREATE INDEX orders_status_idx on orders (status);

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
PRAGMA foreign_keys = ON;
