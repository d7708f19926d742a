-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- rename table users to members
alter table "users" rename to "members";

-- members: trigger noted must not fire
alter table "members" disable trigger "noted";

-- for saved rows
create schema if not exists "mig_saved";

-- for the keys of new rows
create table "mig_saved"."case_1_members_keys" as select "id" from "members" with no data;

-- insert rows into members
with mig_new as (
insert into "members" ("id", "name")
select "old_users"."id", "old_users"."name" from "old_users" order by "old_users"."id"
returning "id", xmax = 0 as mig_inserted)
insert into "mig_saved"."case_1_members_keys" ("id")
select "id" from mig_new where mig_inserted;

-- members: trigger noted fires again as before
alter table "members" enable trigger "noted";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
