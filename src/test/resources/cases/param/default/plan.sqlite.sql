-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- create shard_1
create table "shard_1" (
  "id" integer constraint "shard_1_pkey" primary key
);

-- create shard_2
create table "shard_2" (
  "id" integer constraint "shard_2_pkey" primary key
);

-- create shard_3
create table "shard_3" (
  "id" integer constraint "shard_3_pkey" primary key
);

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
