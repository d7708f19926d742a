-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_case_1_orders_amount" (
  "id" integer,
  "amount" numeric(10,2)
);

-- save rows beside the ledger
insert into "mig_saved_case_1_orders_amount"
select "orders"."id", "orders"."amount" from "orders";

-- step aside while orders is rebuilt
drop view "amounts";

-- rebuild orders: alter amount type integer
create table "mig_new_orders" (
  "id" integer primary key,
  "amount" integer not null
);

-- copy the rows of orders
insert or abort into "mig_new_orders" ("id", "amount")
select "id", mig_cast_integer("orders"."amount", 'integer')
from "orders";

-- the copy takes the place of orders
drop table "orders";

-- the copy takes the place of orders
alter table "mig_new_orders" rename to "orders";

-- put back as it was
CREATE VIEW amounts as select id, amount from orders;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
