-- migration case, exact, postgres
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- create table fresh
create table "fresh" (
  "id" integer not null,
  "a" text,
  constraint "fresh_pkey" primary key ("id")
);

-- rename table t to old
alter table "t" rename to "old";

-- mig.attempt remembers that the run is this far
COMMIT;

-- insert rows into fresh; in batches along id of 2 rows; about 0 rows; single: there is nothing to move
-- in one transaction:
BEGIN;
-- insert rows into fresh
insert into "fresh" ("id", "a")
select "old"."id", "old"."a" from "old" where "old"."id" > :after and "old"."id" <= :upto order by "old"."id";
-- mig.range: the cursor stands at :upto now
COMMIT;
-- afterwards the proof is that every cursor has reached its end: what was copied before cannot be told from what came since

BEGIN;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
