-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- add column kind
alter table "users" add column "kind" text;

-- update users
update "users" set
  "kind" = case when "users"."active" = true and "users"."team_id" = 1 then 'A' when "users"."team_id" is null then 'B' when true then mig_upper("users"."email") end;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
