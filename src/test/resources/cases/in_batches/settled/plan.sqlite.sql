-- migration case, none, sqlite
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- mig_attempt remembers that the run is this far
COMMIT;

-- update t; in batches along id of 2 rows; about 3 rows; none: every row is already as it will be
-- afterwards a sweep of the whole table finds nothing left to do
select "t"."id" from "t" where "t"."n" > 10 and "t"."a" is distinct from 'Y';
-- for what it finds: update t
update "t" set
  "a" = 'Y'
where "t"."n" > 10 and "t"."a" is distinct from 'Y' and ("t"."id" > :after and "t"."id" <= :upto);

BEGIN IMMEDIATE;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
