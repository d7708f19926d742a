-- migration case, none, postgres
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- mig.attempt remembers that the run is this far
COMMIT;

-- t: set a; in batches along id of 2 rows; about 81 rows; none: every row is already as it will be
-- afterwards a sweep of the whole table finds nothing left to do
select "t"."id" from "t" where "t"."n" > 10 and "t"."a" is distinct from 'Y';
-- for what it finds: t: set a
update "t" set
  "a" = 'Y'
where "t"."n" > 10 and "t"."a" is distinct from 'Y' and ("t"."id" > :after and "t"."id" <= :upto);

BEGIN;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
