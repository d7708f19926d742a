-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- create archived_orders
create table "archived_orders" (
  "id" integer constraint "archived_orders_pkey" primary key,
  "status" text,
  "total" numeric(10,2),
  "archived" timestamp
);

-- create copies
create table "copies" (
  "id" integer not null,
  "email" varchar(100) not null,
  "name" text
);

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
