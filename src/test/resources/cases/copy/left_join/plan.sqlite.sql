-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- create pairs
create table "pairs" (
  "id" integer constraint "pairs_pkey" primary key,
  "boss" text
);

-- insert into pairs
insert into "pairs" ("id", "boss")
select "u"."id", "t"."boss"
from "users" as "u" left join "teams" as "t" on "t"."id" = "u"."team_id"
order by "u"."id", "t"."id";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
