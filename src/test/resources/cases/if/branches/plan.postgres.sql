-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_users_legacy_id
create table "mig_saved"."case_1_users_legacy_id" as
select "users"."id", "users"."legacy_id" from "users";

-- users: drop column legacy_id, add column second
alter table "users"
  drop column "legacy_id",
  add column "second" integer;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
