-- migration case, exact with saved data, sqlite
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- drop index t_a
drop index "t_a";

-- drop index t_a_n
drop index "t_a_n";

-- save rows beside the ledger
create table "mig_saved_case_1_t_a" (
  "id" integer,
  "old_a" text,
  "new_a" text
);

-- mig_attempt remembers that the run is this far
COMMIT;

-- update t; in batches along id of 2 rows; about 5 rows; keyset: other writers get their turn after each batch
-- again and again, until no key is left:
BEGIN IMMEDIATE;
-- save rows beside the ledger
insert into "mig_saved_case_1_t_a"
select "t"."id", "t"."a" as "old_a", mig_upper("t"."a") as "new_a" from "t" where "t"."id" > :after and "t"."id" <= :upto;
-- update t
update "t" set
  "a" = mig_upper("t"."a")
where "t"."id" > :after and "t"."id" <= :upto;
-- mig_range: the cursor stands at :upto now
COMMIT;
-- afterwards the proof is that every cursor has reached its end: old values are saved once

BEGIN IMMEDIATE;

-- add index t_a
CREATE INDEX t_a on t (a);

-- add index t_a_n
CREATE INDEX t_a_n on t (a desc, n);

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
