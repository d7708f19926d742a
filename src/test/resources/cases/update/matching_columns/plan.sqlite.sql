-- migration case, none, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- create bosses
create table "bosses" (
  "id" integer constraint "bosses_pkey" primary key,
  "boss" text
);

-- insert into bosses
insert into "bosses" ("id", "boss")
select "teams"."id", "teams"."boss"
from "teams"
where "teams"."boss" is not null
order by "teams"."id";

-- update teams
update "teams" set
  "boss" = "bosses"."boss"
from "bosses"
where "teams"."id" = "bosses"."id";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
