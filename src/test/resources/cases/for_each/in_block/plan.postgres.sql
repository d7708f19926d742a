-- migration case, none, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- users: drop column legacy_id, add column first_name
alter table "users"
  drop column "legacy_id",
  add column "first_name" text;

-- users: fill column first_name
update "users" set "first_name" = 'first';

-- users: add column last_name
alter table "users" add column "last_name" text;

-- users: fill column last_name
update "users" set "last_name" = 'last';

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
