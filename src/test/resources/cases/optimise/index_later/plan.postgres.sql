-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- create table archive
create table "archive" (
  "id" integer not null,
  "label" varchar(12),
  "state" text,
  constraint "archive_pkey" primary key ("id")
);

-- archive: create index archive_state
create unique index "archive_state" on "archive" ("state");

-- items: create index items_state
create index "items_state" on "items" ("state");

-- insert rows into archive
insert into "archive" ("id", "label", "state")
select "items"."id", "items"."label", "items"."state"
from "items"
where "items"."stock" > 0
order by "items"."id";

-- archive: create index archive_label
create index "archive_label" on "archive" ("label");

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_items_state
create table "mig_saved"."case_1_items_state" as
select "items"."id", "items"."state" as "old_state", upper("items"."state") as "new_state"
from "items"
where "items"."stock" > 0;

-- items: set state
update "items" set
  "state" = upper("items"."state")
where "items"."stock" > 0;

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "a"."id"
from "archive" as "a"
where exists (select 1 as "value" from "items" as "i" where "i"."id" = "a"."id" and "i"."state" <> "a"."state") is not true
) as q
order by 1 nulls last
limit 5;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
