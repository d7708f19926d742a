-- migration tenant_everywhere, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- kept as value 0
select count(*) as "n" from "events_clicks";

-- kept as value 1
select count(*) as "n" from "events_orders";

-- kept as value 2
select count(*) as "n" from "users";

-- events_clicks: add column tenant_id, add column written_by
alter table "events_clicks"
  add column "tenant_id" bigint default 1 not null,
  add column "written_by" text default 'unknown' not null;

-- events_clicks: create index events_clicks_written_by
create index "events_clicks_written_by" on "events_clicks" ("written_by");

-- events_orders: add column written_by
alter table "events_orders" add column "written_by" text default 'unknown' not null;

-- events_orders: create index events_orders_written_by
create index "events_orders_written_by" on "events_orders" ("written_by");

-- create table archive_eu
create table "archive_eu" (
  "id" bigint not null,
  "tenant_id" bigint not null,
  constraint "archive_eu_pkey" primary key ("id")
);

-- create table archive_us
create table "archive_us" (
  "id" bigint not null,
  "tenant_id" bigint not null,
  constraint "archive_us_pkey" primary key ("id")
);

-- must agree with value 0, or D211 and everything is rolled back
select count(*) as "n" from "events_clicks";

-- must agree with value 1, or D211 and everything is rolled back
select count(*) as "n" from "events_orders";

-- must agree with value 2, or D211 and everything is rolled back
select count(*) as "n" from "users";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of tenant_everywhere, mig.event gets the event 'reverted'
COMMIT;
