-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_teams_name_boss
create table "mig_saved"."case_1_teams_name_boss" as
select "teams"."id",
  "teams"."name" as "old_name",
  "mig_new"."name" as "new_name",
  "teams"."boss" as "old_boss",
  null::text as "new_boss"
from "teams"
join (
  select "users"."id", "users"."status" as "name", null as "boss"
  from "users"
  where "users"."status" is not null
) as "mig_new" on "mig_new"."id" = "teams"."id";

-- for the keys of new rows
create table "mig_saved"."case_2_teams_keys" as select "id" from "teams" with no data;

-- insert rows into teams
with mig_new as (
insert into "teams" ("id", "name", "boss")
select "users"."id", "users"."status" as "name", null as "boss"
from "users"
where "users"."status" is not null
order by "users"."id"
on conflict ("id") do update set "name" = "excluded"."name",
  "boss" = "excluded"."boss"
returning "id", xmax = 0 as mig_inserted)
insert into "mig_saved"."case_2_teams_keys" ("id")
select "id" from mig_new where mig_inserted;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
