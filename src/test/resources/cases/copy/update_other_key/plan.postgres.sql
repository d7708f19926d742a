-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_teams_id_boss
create table "mig_saved"."case_1_teams_id_boss" as
select "teams"."id",
  "teams"."id" as "old_id",
  "mig_new"."id" as "new_id",
  "teams"."boss" as "old_boss",
  "mig_new"."boss" as "new_boss"
from "teams"
join (
  select "u"."id" + 10 as "id",
    case when "u"."id" = 1 then 'idle' else 'pink' end as "name",
    "u"."email" as "boss"
  from "users" as "u"
  where "u"."id" < 3
) as "mig_new" on "mig_new"."name" = "teams"."name";

-- for the keys of new rows
create table "mig_saved"."case_2_teams_keys" as select "id" from "teams" with no data;

-- insert rows into teams
with mig_new as (
insert into "teams" ("id", "name", "boss")
select "u"."id" + 10 as "id",
  case when "u"."id" = 1 then 'idle' else 'pink' end as "name",
  "u"."email" as "boss"
from "users" as "u"
where "u"."id" < 3
order by "u"."id"
on conflict ("name") do update set "id" = "excluded"."id",
  "boss" = "excluded"."boss"
returning "id", xmax = 0 as mig_inserted)
insert into "mig_saved"."case_2_teams_keys" ("id")
select "id" from mig_new where mig_inserted;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
