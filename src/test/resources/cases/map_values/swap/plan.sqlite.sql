-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- update users
update "users" set
  "status" = case when "users"."status" = 'enabled' then 'disabled' when "users"."status" = 'disabled' then 'enabled' end
where "users"."status" in ('enabled', 'disabled');

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
