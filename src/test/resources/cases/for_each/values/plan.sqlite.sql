-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- create orders_eu
create table "orders_eu" (
  "id" integer constraint "orders_eu_pkey" primary key,
  "region" text not null default 'eu',
  "eu_code" integer
);

-- insert into orders_eu
insert into "orders_eu" ("id", "eu_code")
select 1 as "id", 10 as "eu_code";

-- create orders_us
create table "orders_us" (
  "id" integer constraint "orders_us_pkey" primary key,
  "region" text not null default 'us',
  "us_code" integer
);

-- insert into orders_us
insert into "orders_us" ("id", "us_code")
select 1 as "id", 10 as "us_code";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
