-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- create archive
create table "archive" (
  "id" integer constraint "archive_pkey" primary key,
  "label" varchar(12),
  "state" text
);

-- add index archive_state
create unique index "archive_state" on "archive" ("state");

-- add index items_state
create index "items_state" on "items" ("state");

-- insert into archive
insert into "archive" ("id", "label", "state")
select "items"."id", "items"."label", "items"."state"
from "items"
where "items"."stock" > 0
order by "items"."id";

-- save rows beside the ledger
create table "mig_saved_case_1_items_state" (
  "id" integer,
  "old_state" text,
  "new_state" text
);

-- save rows beside the ledger
insert into "mig_saved_case_1_items_state"
select "items"."id", "items"."state" as "old_state", mig_upper("items"."state") as "new_state"
from "items"
where "items"."stock" > 0;

-- update items
update "items" set
  "state" = mig_upper("items"."state")
where "items"."stock" > 0;

-- add index archive_label
create index "archive_label" on "archive" ("label");

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "a"."id"
from "archive" as "a"
where exists (select 1 as "value" from "items" as "i" where "i"."id" = "a"."id" and "i"."state" <> "a"."state") is not true
) as q
order by 1 nulls last
limit 5;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
