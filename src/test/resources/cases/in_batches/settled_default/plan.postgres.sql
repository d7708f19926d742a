-- migration case, exact, postgres
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- t: add column state
alter table "t" add column "state" text default 'new' not null;

-- mig.attempt remembers that the run is this far
COMMIT;

-- t: set state; in batches along id of 2 rows; about 81 rows; none: every row is already as it will be
-- afterwards a sweep of the whole table finds nothing left to do
select "t"."id" from "t" where "t"."state" is distinct from 'new';
-- for what it finds: t: set state
update "t" set
  "state" = 'new'
where "t"."state" is distinct from 'new' and ("t"."id" > :after and "t"."id" <= :upto);

BEGIN;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
