-- migration case, exact, postgres
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- users: add column team
alter table "users" add column "team" text;

-- mig.attempt remembers that the run is this far
COMMIT;

-- users: set team; in batches along id of 2 rows; about 81 rows; keyset: too few rows for stripes to matter
-- again and again, until no key is left:
BEGIN;
-- users: set team
update "users" set
  "team" = "t"."name"
from "teams" as "t"
where "t"."id" = "users"."team_id" and ("users"."id" > :after and "users"."id" <= :upto);
-- mig.range: the cursor stands at :upto now
COMMIT;
-- afterwards a sweep of the whole table finds nothing left to do
select "users"."id"
from "users" cross join "teams" as "t"
where "t"."id" = "users"."team_id" and "users"."team" is distinct from "t"."name";
-- for what it finds: users: set team
update "users" set
  "team" = "t"."name"
from "teams" as "t"
where "t"."id" = "users"."team_id" and "users"."team" is distinct from "t"."name" and ("users"."id" > :after and "users"."id" <= :upto);

BEGIN;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
