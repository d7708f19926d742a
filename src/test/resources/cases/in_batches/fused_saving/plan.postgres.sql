-- migration case, exact with saved data, postgres
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_t_a
create table "mig_saved"."case_1_t_a" as
select "t"."id", "t"."a" as "old_a", upper("t"."a") as "new_a"
from "t"
where "t"."n" < 50 and (false)
with no data;

-- save rows as mig_saved.case_2_t_n
create table "mig_saved"."case_2_t_n" as
select "t"."id", "t"."n" as "old_n", "t"."n" + 1 as "new_n" from "t" where false
with no data;

-- save rows as mig_saved.case_3_t_b
create table "mig_saved"."case_3_t_b" as
select "t"."id", "t"."b" as "old_b", 'none' as "new_b"
from "t"
where "t"."b" is null and (false)
with no data;

-- mig.attempt remembers that the run is this far
COMMIT;

-- t: set a, n, b; in batches along id of 2 rows; about 81 rows; keyset: an index holds n
-- again and again, until no key is left:
BEGIN;
-- save rows as mig_saved.case_1_t_a
insert into "mig_saved"."case_1_t_a"
select "t"."id", "t"."a" as "old_a", upper("t"."a") as "new_a"
from "t"
where "t"."n" < 50 and ("t"."id" > :after and "t"."id" <= :upto);
-- save rows as mig_saved.case_2_t_n
insert into "mig_saved"."case_2_t_n"
select "t"."id", "t"."n" as "old_n", "t"."n" + 1 as "new_n" from "t" where "t"."id" > :after and "t"."id" <= :upto;
-- save rows as mig_saved.case_3_t_b
insert into "mig_saved"."case_3_t_b"
select "t"."id", "t"."b" as "old_b", 'none' as "new_b"
from "t"
where "t"."b" is null and ("t"."id" > :after and "t"."id" <= :upto);
-- t: set a, n, b
update "t" set
  "a" = case when "t"."n" < 50 then upper("t"."a") else "t"."a" end,
  "n" = "t"."n" + 1,
  "b" = case when "t"."b" is null then 'none' else "t"."b" end
where "t"."id" > :after and "t"."id" <= :upto;
-- mig.range: the cursor stands at :upto now
COMMIT;
-- afterwards the proof is that every cursor has reached its end: old values are saved once

BEGIN;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
