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
  "first_name" = case when strpos("users"."full_name", ' ') > 0 then split_part("users"."full_name", ' ', 1) end,
  "last_name" = case when strpos("users"."full_name", ' ') > 0 then substr("users"."full_name", strpos("users"."full_name", ' ') + 1) end
where "users"."full_name" is not null;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
