-- migration case, exact with saved data, postgres
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_codes_name
create table "mig_saved"."case_1_codes_name" as
select "codes"."code", "codes"."name" as "old_name", upper("codes"."name") as "new_name"
from "codes"
where false
with no data;

-- mig.attempt remembers that the run is this far
COMMIT;

-- codes: set name; in batches along code of 1 rows; about 81 rows; keyset: without further indexes stripes gain nothing
-- again and again, until no key is left:
BEGIN;
-- save rows as mig_saved.case_1_codes_name
insert into "mig_saved"."case_1_codes_name"
select "codes"."code", "codes"."name" as "old_name", upper("codes"."name") as "new_name"
from "codes"
where "codes"."code" > :after and "codes"."code" <= :upto;
-- codes: set name
update "codes" set
  "name" = upper("codes"."name")
where "codes"."code" > :after and "codes"."code" <= :upto;
-- mig.range: the cursor stands at :upto now
COMMIT;
-- afterwards the proof is that every cursor has reached its end: old values are saved once

BEGIN;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
