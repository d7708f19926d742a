-- migration case, none, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- for the keys of new rows
create table "mig_saved"."case_1_teams_keys" as select "id" from "teams" with no data;

-- insert rows into teams
with mig_new as (
insert into "teams" ("id", "name")
select "users"."id", "users"."status" as "name"
from "users"
where "users"."status" is not null
order by "users"."id"
on conflict ("id") do update set "name" = "excluded"."name"
returning "id", xmax = 0 as mig_inserted)
insert into "mig_saved"."case_1_teams_keys" ("id")
select "id" from mig_new where mig_inserted;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
