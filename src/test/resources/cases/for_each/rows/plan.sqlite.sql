-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- create user_2
create table "user_2" (
  "id" integer constraint "user_2_pkey" primary key,
  "who" text not null default 'BOB'
);

-- create user_1
create table "user_1" (
  "id" integer constraint "user_1_pkey" primary key,
  "who" text not null default 'ANN'
);

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
