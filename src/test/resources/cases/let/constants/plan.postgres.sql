-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_users_name
create table "mig_saved"."case_1_users_name" as
select "users"."id", "users"."name" as "old_name", 'it''s ' || "users"."name" as "new_name"
from "users"
where "users"."id" >= 1 + 1;

-- users: set name
update "users" set
  "name" = 'it''s ' || "users"."name"
where "users"."id" >= 1 + 1;

-- for the keys of new rows
create table "mig_saved"."case_2_events_a_keys" as select "id" from "events_a" with no data;

-- insert rows into events_a
with mig_new as (
insert into "events_a" ("id", "at")
select 1 as "id", date '2025-01-01' as "at"
returning "id", xmax = 0 as mig_inserted)
insert into "mig_saved"."case_2_events_a_keys" ("id")
select "id" from mig_new where mig_inserted;

-- users: add column since
alter table "users" add column "since" date default date '2025-01-01' not null;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
