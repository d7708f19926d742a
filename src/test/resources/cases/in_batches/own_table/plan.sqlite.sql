-- migration case, exact, sqlite
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- create fresh
create table "fresh" (
  "id" integer constraint "fresh_pkey" primary key,
  "a" text
);

-- insert into fresh
insert into "fresh" ("id", "a")
select "t"."id", "t"."a" from "t" order by "t"."id";

-- mig_attempt remembers that the run is this far
COMMIT;

-- update fresh; in batches along id of 2 rows; keyset: other writers get their turn after each batch
-- again and again, until no key is left:
BEGIN IMMEDIATE;
-- update fresh
update "fresh" set
  "a" = coalesce(mig_upper("fresh"."a"), 'none')
where "fresh"."id" > :after and "fresh"."id" <= :upto;
-- mig_range: the cursor stands at :upto now
COMMIT;
-- afterwards the proof is that every cursor has reached its end: its values are made of the columns that they replace

BEGIN IMMEDIATE;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
