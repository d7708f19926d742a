-- migration case, none, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- teams: set boss
update "teams" set
  "boss" = (
  select max("u"."full_name" collate "C") as "value"
  from "users" as "u"
  where "u"."team_id" = "teams"."id"
);

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
