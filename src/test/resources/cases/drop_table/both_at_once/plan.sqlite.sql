-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_case_1_customers" (
  "id" integer,
  "email" varchar(100),
  "name" text
);

-- save rows beside the ledger
insert into "mig_saved_case_1_customers"
select "customers"."id", "customers"."email", "customers"."name" from "customers";

-- save rows beside the ledger
create table "mig_saved_case_2_orders" (
  "id" integer,
  "customer_id" integer,
  "status" text,
  "total" numeric(10,2),
  "note" varchar(20),
  "placed" timestamp
);

-- save rows beside the ledger
insert into "mig_saved_case_2_orders"
select "orders"."id",
  "orders"."customer_id",
  "orders"."status",
  "orders"."total",
  "orders"."note",
  "orders"."placed"
from "orders";

-- drop orders
drop table "orders";

-- drop customers
drop table "customers";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
