-- migration case, none, postgres
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- mig.attempt remembers that the run is this far
COMMIT;

BEGIN;

-- these two should agree, or D216 is told
select exists (select 1 as "one" from "t" where "t"."a" is null) or not exists (select 1 as "one" from "t") as "fillable";
select true as "fillable";

-- mig.attempt remembers that the run is this far
COMMIT;

-- t: set a; in batches along id of about 50 ms; about 81 rows; single: so few are done in one transaction
-- in one transaction, with a pause of 1 ms:
BEGIN;
-- t: set a
update "t" set
  "a" = 'none'
where "t"."a" is null and ("t"."id" > :after and "t"."id" <= :upto);
-- mig.range: the cursor stands at :upto now
COMMIT;
-- afterwards a sweep of the whole table finds nothing left to do
select "t"."id" from "t" where "t"."a" is null and "t"."a" is distinct from 'none';
-- for what it finds: t: set a
update "t" set
  "a" = 'none'
where "t"."a" is null and "t"."a" is distinct from 'none' and ("t"."id" > :after and "t"."id" <= :upto);

BEGIN;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
