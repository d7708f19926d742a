-- migration case, exact with saved data, sqlite
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_case_1_t_a" (
  "id" integer,
  "old_a" text,
  "new_a" text
);

-- save rows beside the ledger
create table "mig_saved_case_2_t_n" (
  "id" integer,
  "old_n" integer,
  "new_n" integer
);

-- save rows beside the ledger
create table "mig_saved_case_3_t_b" (
  "id" integer,
  "old_b" text,
  "new_b" text
);

-- mig_attempt remembers that the run is this far
COMMIT;

-- update t; in batches along id of 2 rows; about 5 rows; keyset: other writers get their turn after each batch
-- again and again, until no key is left:
BEGIN IMMEDIATE;
-- save rows beside the ledger
insert into "mig_saved_case_1_t_a"
select "t"."id", "t"."a" as "old_a", mig_upper("t"."a") as "new_a"
from "t"
where "t"."n" < 50 and ("t"."id" > :after and "t"."id" <= :upto);
-- save rows beside the ledger
insert into "mig_saved_case_2_t_n"
select "t"."id", "t"."n" as "old_n", "t"."n" + 1 as "new_n" from "t" where "t"."id" > :after and "t"."id" <= :upto;
-- save rows beside the ledger
insert into "mig_saved_case_3_t_b"
select "t"."id", "t"."b" as "old_b", 'none' as "new_b"
from "t"
where "t"."b" is null and ("t"."id" > :after and "t"."id" <= :upto);
-- update t
update "t" set
  "a" = case when "t"."n" < 50 then mig_upper("t"."a") else "t"."a" end,
  "n" = "t"."n" + 1,
  "b" = case when "t"."b" is null then 'none' else "t"."b" end
where "t"."id" > :after and "t"."id" <= :upto;
-- mig_range: the cursor stands at :upto now
COMMIT;
-- afterwards the proof is that every cursor has reached its end: old values are saved once

BEGIN IMMEDIATE;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
