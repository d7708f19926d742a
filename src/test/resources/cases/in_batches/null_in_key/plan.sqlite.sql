-- migration case, exact with saved data, sqlite
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- must find no row, or B801 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "codes"."code", "codes"."name" from "codes" where "codes"."code" is null
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- save rows beside the ledger
create table "mig_saved_case_1_codes_name" (
  "code" text,
  "old_name" text,
  "new_name" text
);

-- mig_attempt remembers that the run is this far
COMMIT;

-- update codes; in batches along code of 1 rows; about 2 rows; keyset: other writers get their turn after each batch
-- again and again, until no key is left:
BEGIN IMMEDIATE;
-- save rows beside the ledger
insert into "mig_saved_case_1_codes_name"
select "codes"."code", "codes"."name" as "old_name", mig_upper("codes"."name") as "new_name"
from "codes"
where "codes"."code" > :after and "codes"."code" <= :upto;
-- update codes
update "codes" set
  "name" = mig_upper("codes"."name")
where "codes"."code" > :after and "codes"."code" <= :upto;
-- mig_range: the cursor stands at :upto now
COMMIT;
-- afterwards the proof is that every cursor has reached its end: old values are saved once

BEGIN IMMEDIATE;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
