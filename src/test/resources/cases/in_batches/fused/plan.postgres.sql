-- migration case, exact, postgres
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- users: add column shown
alter table "users" add column "shown" text;

-- mig.attempt remembers that the run is this far
COMMIT;

-- users: set shown; in batches along id of 3 rows; about 81 rows; keyset: too few rows for stripes to matter
-- again and again, until no key is left, with a pause of 1 ms:
BEGIN;
-- users: set shown
update "users" set
  "shown" = btrim(coalesce("users"."full_name", "users"."email"))
where "users"."id" > :after and "users"."id" <= :upto;
-- users: set shown
update "users" set
  "shown" = upper("users"."shown")
where length("users"."shown") > 3 and ("users"."id" > :after and "users"."id" <= :upto);
-- mig.range: the cursor stands at :upto now
COMMIT;

BEGIN;

-- users: alter column shown
alter table "users" alter column "shown" set not null;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
