-- migration case, exact with saved data, postgres
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_t_a
create table "mig_saved"."case_1_t_a" as
select "t"."id", "t"."a" as "old_a", upper("t"."a") as "new_a" from "t" where false
with no data;

-- mig.attempt remembers that the run is this far
COMMIT;

-- t: set a; in batches along id of 1 rows; about 81 rows; keyset: too few rows for stripes to matter
-- again and again, until no key is left:
BEGIN;
-- save rows as mig_saved.case_1_t_a
insert into "mig_saved"."case_1_t_a"
select "t"."id", "t"."a" as "old_a", upper("t"."a") as "new_a" from "t" where "t"."id" > :after and "t"."id" <= :upto;
-- t: set a
update "t" set
  "a" = upper("t"."a")
where "t"."id" > :after and "t"."id" <= :upto;
-- mig.range: the cursor stands at :upto now
COMMIT;
-- afterwards the proof is that every cursor has reached its end: old values are saved once

BEGIN;

-- save rows as mig_saved.case_2_v_b
create table "mig_saved"."case_2_v_b" as
select "v"."id", "v"."b" as "old_b", upper("v"."b") as "new_b" from "v" where false
with no data;

-- mig.attempt remembers that the run is this far
COMMIT;

-- v: set b; in batches along id of 1 rows; about 81 rows; keyset: without further indexes stripes gain nothing
-- again and again, until no key is left:
BEGIN;
-- save rows as mig_saved.case_2_v_b
insert into "mig_saved"."case_2_v_b"
select "v"."id", "v"."b" as "old_b", upper("v"."b") as "new_b" from "v" where "v"."id" > :after and "v"."id" <= :upto;
-- v: set b
update "v" set
  "b" = upper("v"."b")
where "v"."id" > :after and "v"."id" <= :upto;
-- mig.range: the cursor stands at :upto now
COMMIT;
-- afterwards the proof is that every cursor has reached its end: old values are saved once

BEGIN;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
