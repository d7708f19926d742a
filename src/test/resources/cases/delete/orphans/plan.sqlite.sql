-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_case_1_teams" (
  "id" integer,
  "name" text,
  "boss" text
);

-- save rows beside the ledger
insert into "mig_saved_case_1_teams"
select "teams"."id", "teams"."name", "teams"."boss"
from "teams"
where not exists (select 1 as "value" from "users" where "users"."team_id" = "teams"."id");

-- delete from teams
delete from "teams"
where not exists (select 1 as "value" from "users" where "users"."team_id" = "teams"."id");

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
