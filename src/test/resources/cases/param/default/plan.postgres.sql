-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- create table shard_1
create table "shard_1" (
  "id" integer not null,
  constraint "shard_1_pkey" primary key ("id")
);

-- create table shard_2
create table "shard_2" (
  "id" integer not null,
  constraint "shard_2_pkey" primary key ("id")
);

-- create table shard_3
create table "shard_3" (
  "id" integer not null,
  constraint "shard_3_pkey" primary key ("id")
);

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
