-- migration case, none, sqlite
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- add column shown
alter table "users" add column "shown" text;

-- mig_attempt remembers that the run is this far
COMMIT;

-- update users; in batches along id of 2 rows; about 4 rows; keyset: other writers get their turn after each batch
-- again and again, until no key is left:
BEGIN IMMEDIATE;
-- update users
update "users" set
  "shown" = trim("users"."email"),
  "age" = "users"."age" + 1
where "users"."id" > :after and "users"."id" <= :upto;
-- mig_range: the cursor stands at :upto now
COMMIT;
-- afterwards a sweep of the whole table finds nothing left to do; of the rest the proof is that every cursor has reached its end: its values are made of the columns that they replace
select "users"."id" from "users" where "users"."shown" is distinct from trim("users"."email");
-- for what it finds: update users
update "users" set
  "shown" = trim("users"."email")
where "users"."shown" is distinct from trim("users"."email") and ("users"."id" > :after and "users"."id" <= :upto);

BEGIN IMMEDIATE;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
