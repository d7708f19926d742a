-- migration case, none, postgres
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- users: add column shown
alter table "users" add column "shown" text;

-- mig.attempt remembers that the run is this far
COMMIT;

-- users: set shown, age; in batches along id of 2 rows; about 81 rows; keyset: too few rows for stripes to matter
-- again and again, until no key is left:
BEGIN;
-- users: set shown, age
update "users" set
  "shown" = btrim("users"."email"),
  "age" = "users"."age" + 1
where "users"."id" > :after and "users"."id" <= :upto;
-- mig.range: the cursor stands at :upto now
COMMIT;
-- afterwards a sweep of the whole table finds nothing left to do; of the rest the proof is that every cursor has reached its end: its values are made of the columns that they replace
select "users"."id" from "users" where "users"."shown" is distinct from btrim("users"."email");
-- for what it finds: users: set shown
update "users" set
  "shown" = btrim("users"."email")
where "users"."shown" is distinct from btrim("users"."email") and ("users"."id" > :after and "users"."id" <= :upto);

BEGIN;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
