-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- for the keys of new rows
create table "mig_saved"."case_1_users_keys" as select "id" from "users" with no data;

-- insert rows into users
with mig_new as (
insert into "users" ("id", "email", "active", "created", "age")
select 9 as "id",
  'z@x.org' as "email",
  true as "active",
  timestamp '2025-02-03 04:05:06' as "created",
  null::integer as "age"
returning "id", xmax = 0 as mig_inserted)
insert into "mig_saved"."case_1_users_keys" ("id")
select "id" from mig_new where mig_inserted;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
