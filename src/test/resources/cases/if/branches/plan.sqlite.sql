-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_case_1_users_legacy_id" (
  "id" integer,
  "legacy_id" integer
);

-- save rows beside the ledger
insert into "mig_saved_case_1_users_legacy_id"
select "users"."id", "users"."legacy_id" from "users";

-- drop column legacy_id
alter table "users" drop column "legacy_id";

-- add column second
alter table "users" add column "second" integer;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
