-- migration tenant_everywhere, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- kept as value 0
select count(*) as "n" from "events_clicks";

-- kept as value 1
select count(*) as "n" from "events_orders";

-- kept as value 2
select count(*) as "n" from "users";

-- create archive_eu
create table "archive_eu" (
  "id" bigint constraint "archive_eu_pkey" primary key not null,
  "tenant_id" bigint not null
);

-- create archive_us
create table "archive_us" (
  "id" bigint constraint "archive_us_pkey" primary key not null,
  "tenant_id" bigint not null
);

-- add column tenant_id
alter table "events_clicks" add column "tenant_id" bigint not null default 1;

-- add column written_by
alter table "events_clicks" add column "written_by" text not null default 'unknown';

-- add index events_clicks_written_by
create index "events_clicks_written_by" on "events_clicks" ("written_by");

-- must agree with value 0, or D211 and everything is rolled back
select count(*) as "n" from "events_clicks";

-- add column written_by
alter table "events_orders" add column "written_by" text not null default 'unknown';

-- add index events_orders_written_by
create index "events_orders_written_by" on "events_orders" ("written_by");

-- must agree with value 1, or D211 and everything is rolled back
select count(*) as "n" from "events_orders";

-- must agree with value 2, or D211 and everything is rolled back
select count(*) as "n" from "users";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of tenant_everywhere, mig_event gets the event 'reverted'
COMMIT;
