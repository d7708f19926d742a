-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- create table pairs
create table "pairs" (
  "id" integer not null,
  "boss" text,
  constraint "pairs_pkey" primary key ("id")
);

-- insert rows into pairs
insert into "pairs" ("id", "boss")
select "u"."id", "t"."boss"
from "users" as "u" left join "teams" as "t" on "t"."id" = "u"."team_id"
order by "u"."id", "t"."id";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
