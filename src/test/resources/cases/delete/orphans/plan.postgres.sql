-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_teams
create table "mig_saved"."case_1_teams" as
select "teams"."id", "teams"."name", "teams"."boss"
from "teams"
where not exists (select 1 as "value" from "users" where "users"."team_id" = "teams"."id");

-- delete rows of teams
delete from "teams"
where not exists (select 1 as "value" from "users" where "users"."team_id" = "teams"."id");

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
