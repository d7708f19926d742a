-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- rebuild orders: alter status set not null, alter total type bigint, add check known
create table "mig_new_orders" (
  "id" integer primary key,
  "status" text not null,
  "total" bigint,
  constraint "known" check ("status" in ('open', 'done'))
);

-- copy the rows of orders
insert or abort into "mig_new_orders" ("id", "status", "total")
select "id", "status", "total"
from "orders";

-- the copy takes the place of orders
drop table "orders";

-- the copy takes the place of orders
alter table "mig_new_orders" rename to "orders";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
