-- migration case, exact, sqlite
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- add column team
alter table "users" add column "team" text;

-- mig_attempt remembers that the run is this far
COMMIT;

-- update users; in batches along id of 2 rows; about 4 rows; keyset: other writers get their turn after each batch
-- again and again, until no key is left:
BEGIN IMMEDIATE;
-- update users
update "users" set
  "team" = "t"."name"
from "teams" as "t"
where "t"."id" = "users"."team_id" and ("users"."id" > :after and "users"."id" <= :upto);
-- mig_range: the cursor stands at :upto now
COMMIT;
-- afterwards a sweep of the whole table finds nothing left to do
select "users"."id"
from "users" cross join "teams" as "t"
where "t"."id" = "users"."team_id" and "users"."team" is distinct from "t"."name";
-- for what it finds: update users
update "users" set
  "team" = "t"."name"
from "teams" as "t"
where "t"."id" = "users"."team_id" and "users"."team" is distinct from "t"."name" and ("users"."id" > :after and "users"."id" <= :upto);

BEGIN IMMEDIATE;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
