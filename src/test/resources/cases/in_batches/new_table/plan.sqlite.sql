-- migration case, exact, sqlite
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- create fresh
create table "fresh" (
  "id" integer constraint "fresh_pkey" primary key,
  "a" text
);

-- rename t to old
alter table "t" rename to "old";

-- mig_attempt remembers that the run is this far
COMMIT;

-- insert into fresh; in batches along id of 2 rows; about 0 rows; keyset: other writers get their turn after each batch
-- again and again, until no key is left:
BEGIN IMMEDIATE;
-- insert into fresh
insert into "fresh" ("id", "a")
select "old"."id", "old"."a" from "old" where "old"."id" > :after and "old"."id" <= :upto order by "old"."id";
-- mig_range: the cursor stands at :upto now
COMMIT;
-- afterwards the proof is that every cursor has reached its end: what was copied before cannot be told from what came since

BEGIN IMMEDIATE;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
