-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_customers
create table "mig_saved"."case_1_customers" as
select "customers"."id", "customers"."email", "customers"."name" from "customers";

-- save rows as mig_saved.case_2_orders
create table "mig_saved"."case_2_orders" as
select "orders"."id",
  "orders"."customer_id",
  "orders"."status",
  "orders"."total",
  "orders"."note",
  "orders"."placed"
from "orders";

-- drop table orders
drop table "orders";

-- drop table customers
drop table "customers";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
