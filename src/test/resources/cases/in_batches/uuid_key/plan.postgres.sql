-- migration case, exact with saved data, postgres
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_things_name
create table "mig_saved"."case_1_things_name" as
select "things"."id", "things"."name" as "old_name", "things"."name" || '!' as "new_name"
from "things"
where false
with no data;

-- mig.attempt remembers that the run is this far
COMMIT;

-- things: set name; in batches along id of 1 rows; about 81 rows; keyset: without further indexes stripes gain nothing
-- again and again, until no key is left:
BEGIN;
-- save rows as mig_saved.case_1_things_name
insert into "mig_saved"."case_1_things_name"
select "things"."id", "things"."name" as "old_name", "things"."name" || '!' as "new_name"
from "things"
where "things"."id" > :after and "things"."id" <= :upto;
-- things: set name
update "things" set
  "name" = "things"."name" || '!'
where "things"."id" > :after and "things"."id" <= :upto;
-- mig.range: the cursor stands at :upto now
COMMIT;
-- afterwards the proof is that every cursor has reached its end: old values are saved once

BEGIN;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
