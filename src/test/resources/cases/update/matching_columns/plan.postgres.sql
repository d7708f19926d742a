-- migration case, none, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- create table bosses
create table "bosses" (
  "id" integer not null,
  "boss" text,
  constraint "bosses_pkey" primary key ("id")
);

-- insert rows into bosses
insert into "bosses" ("id", "boss")
select "teams"."id", "teams"."boss"
from "teams"
where "teams"."boss" is not null
order by "teams"."id";

-- teams: set boss
update "teams" set
  "boss" = "bosses"."boss"
from "bosses"
where "teams"."id" = "bosses"."id";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
