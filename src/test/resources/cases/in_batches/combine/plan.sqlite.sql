-- migration case, exact, sqlite
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- add column both
alter table "t" add column "both" text;

-- mig_attempt remembers that the run is this far
COMMIT;

-- update t; in batches along id of 2 rows; about 5 rows; keyset: other writers get their turn after each batch
-- again and again, until no key is left:
BEGIN IMMEDIATE;
-- update t
update "t" set
  "both" = case when "t"."a" is not null or "t"."a" is not null then concat_ws('-', "t"."a", "t"."a") end
where "t"."id" > :after and "t"."id" <= :upto;
-- mig_range: the cursor stands at :upto now
COMMIT;
-- afterwards a sweep of the whole table finds nothing left to do
select "t"."id"
from "t"
where "t"."both" is distinct from case when "t"."a" is not null or "t"."a" is not null then concat_ws('-', "t"."a", "t"."a") end;
-- for what it finds: update t
update "t" set
  "both" = case when "t"."a" is not null or "t"."a" is not null then concat_ws('-', "t"."a", "t"."a") end
where "t"."both" is distinct from case when "t"."a" is not null or "t"."a" is not null then concat_ws('-', "t"."a", "t"."a") end and ("t"."id" > :after and "t"."id" <= :upto);

BEGIN IMMEDIATE;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
