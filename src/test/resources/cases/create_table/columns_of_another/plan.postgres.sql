-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- create table archived_orders
create table "archived_orders" (
  "id" integer not null,
  "status" text,
  "total" numeric(10,2),
  "archived" timestamp,
  constraint "archived_orders_pkey" primary key ("id")
);

-- create table copies
create table "copies" (
  "id" integer not null,
  "email" varchar(100) not null,
  "name" text
);

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
