-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- create table notes
create table "notes" (
  "id" integer not null,
  "body" text not null,
  "made" timestamp default (now() at time zone 'UTC') not null,
  "day" date default current_date,
  constraint "notes_pkey" primary key ("id")
);

-- notes: add column seen
alter table "notes" add column "seen" timestamptz default now();

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
