-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_case_1_orders" (
  "id" integer,
  "user_id" integer,
  "amount" numeric(10,2),
  "note" text
);

-- save rows beside the ledger
insert into "mig_saved_case_1_orders"
select "orders"."id", "orders"."user_id", "orders"."amount", "orders"."note" from "orders";

-- delete from orders
delete from "orders";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
