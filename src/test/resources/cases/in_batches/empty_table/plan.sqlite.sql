-- migration case, none, sqlite
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- mig_attempt remembers that the run is this far
COMMIT;

BEGIN IMMEDIATE;

-- these two should agree, or D216 is told
select exists (select 1 as "one" from "t" where "t"."a" is null) or not exists (select 1 as "one" from "t") as "fillable";
select true as "fillable";

-- mig_attempt remembers that the run is this far
COMMIT;

-- update t; in batches along id of 2 rows; about 0 rows; none: there is nothing to move
-- afterwards a sweep of the whole table finds nothing left to do
select "t"."id" from "t" where "t"."a" is null and "t"."a" is distinct from 'none';
-- for what it finds: update t
update "t" set
  "a" = 'none'
where "t"."a" is null and "t"."a" is distinct from 'none' and ("t"."id" > :after and "t"."id" <= :upto);

BEGIN IMMEDIATE;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
