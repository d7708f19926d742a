-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_orders_amount
create table "mig_saved"."case_1_orders_amount" as
select "orders"."id", "orders"."amount" from "orders";

-- materialized view amounts: taken down
drop materialized view "amounts";

-- orders: alter column amount
alter table "orders" alter column "amount" type integer;

-- materialized view amounts: made again, with the rows of now
create materialized view "amounts" ("id", "amount") as
SELECT id,
    amount
   FROM orders;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
