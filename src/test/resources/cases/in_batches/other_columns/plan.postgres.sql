-- migration case, exact, postgres
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- t: add column top
alter table "t" add column "top" integer;

-- mig.attempt remembers that the run is this far
COMMIT;

-- t: set top; in batches along id of 2 rows; about 81 rows; keyset: too few rows for stripes to matter
-- again and again, until no key is left:
BEGIN;
-- t: set top
update "t" set
  "top" = (select max("x"."n") as "value" from "t" as "x")
where "t"."id" > :after and "t"."id" <= :upto;
-- mig.range: the cursor stands at :upto now
COMMIT;
-- afterwards a sweep of the whole table finds nothing left to do
select "t"."id"
from "t"
where "t"."top" is distinct from (select max("x"."n") as "value" from "t" as "x");
-- for what it finds: t: set top
update "t" set
  "top" = (select max("x"."n") as "value" from "t" as "x")
where "t"."top" is distinct from (select max("x"."n") as "value" from "t" as "x") and ("t"."id" > :after and "t"."id" <= :upto);

BEGIN;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
