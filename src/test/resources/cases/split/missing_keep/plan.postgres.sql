-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- users: add column first_name, add column last_name
alter table "users"
  add column "first_name" text,
  add column "last_name" text;

-- users: set first_name, last_name
update "users" set
  "first_name" = split_part("users"."full_name", ' ', 1),
  "last_name" = substr("users"."full_name", strpos("users"."full_name", ' ') + 1)
where strpos("users"."full_name", ' ') > 0;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
