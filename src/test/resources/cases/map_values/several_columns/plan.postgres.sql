-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- users: add column kind
alter table "users" add column "kind" text;

-- users: set kind
update "users" set
  "kind" = case when "users"."active" = true and "users"."team_id" = 1 then 'A' when "users"."team_id" is null then 'B' when true then upper("users"."email") end;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
