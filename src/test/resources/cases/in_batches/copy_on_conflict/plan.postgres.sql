-- migration case, exact with saved data, postgres
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- for the keys of new rows
create table "mig_saved"."case_1_u_keys" as select "id" from "u" with no data;

-- mig.attempt remembers that the run is this far
COMMIT;

-- insert rows into u; in batches along id of 2 rows; about 81 rows; keyset: stripes are for updates alone
-- again and again, until no key is left:
BEGIN;
-- insert rows into u
with mig_new as (
insert into "u" ("id", "a")
select "t"."id", "t"."a" from "t" where "t"."id" > :after and "t"."id" <= :upto order by "t"."id"
on conflict ("id") do nothing
returning "id", xmax = 0 as mig_inserted)
insert into "mig_saved"."case_1_u_keys" ("id")
select "id" from mig_new where mig_inserted;
-- mig.range: the cursor stands at :upto now
COMMIT;
-- afterwards the proof is that every cursor has reached its end: what was copied before cannot be told from what came since

BEGIN;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
