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

-- insert rows into fresh
insert into "fresh" ("id", "a")
select "t"."id", "t"."a" from "t" order by "t"."id";

-- mig.attempt remembers that the run is this far
COMMIT;

-- fresh: set a; in batches along id of 2 rows; rewrite: nobody else knows the table yet
-- in one transaction:
BEGIN;
-- fresh: set a
alter table "fresh"
  alter column "a" type text using coalesce(upper("fresh"."a"), 'none');
-- mig.range: the cursor stands at :upto now
COMMIT;
-- afterwards the proof is that every cursor has reached its end: its values are made of the columns that they replace

BEGIN;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
