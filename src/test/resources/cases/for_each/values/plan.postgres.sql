-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- create table orders_eu
create table "orders_eu" (
  "id" integer not null,
  "region" text default 'eu' not null,
  "eu_code" integer,
  constraint "orders_eu_pkey" primary key ("id")
);

-- insert rows into orders_eu
insert into "orders_eu" ("id", "eu_code")
select 1 as "id", 10 as "eu_code";

-- create table orders_us
create table "orders_us" (
  "id" integer not null,
  "region" text default 'us' not null,
  "us_code" integer,
  constraint "orders_us_pkey" primary key ("id")
);

-- insert rows into orders_us
insert into "orders_us" ("id", "us_code")
select 1 as "id", 10 as "us_code";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
