-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_customers_email
create table "mig_saved"."case_1_customers_email" as
select "customers"."id", "customers"."email" from "customers";

-- customers: drop column email
alter table "customers" drop column "email";

-- save rows as mig_saved.case_2_orders_status
create table "mig_saved"."case_2_orders_status" as
select "orders"."id", "orders"."status" from "orders";

-- orders: drop column status
alter table "orders" drop column "status";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
