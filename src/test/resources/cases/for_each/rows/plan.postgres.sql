-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- create table user_2
create table "user_2" (
  "id" integer not null,
  "who" text default 'BOB' not null,
  constraint "user_2_pkey" primary key ("id")
);

-- create table user_1
create table "user_1" (
  "id" integer not null,
  "who" text default 'ANN' not null,
  constraint "user_1_pkey" primary key ("id")
);

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
