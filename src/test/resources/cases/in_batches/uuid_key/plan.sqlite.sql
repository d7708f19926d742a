-- migration case, exact with saved data, sqlite
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_case_1_things_name" (
  "id" uuid,
  "old_name" text,
  "new_name" text
);

-- mig_attempt remembers that the run is this far
COMMIT;

-- update things; in batches along id of 1 rows; about 3 rows; keyset: other writers get their turn after each batch
-- again and again, until no key is left:
BEGIN IMMEDIATE;
-- save rows beside the ledger
insert into "mig_saved_case_1_things_name"
select "things"."id", "things"."name" as "old_name", "things"."name" || '!' as "new_name"
from "things"
where "things"."id" > :after and "things"."id" <= :upto;
-- update things
update "things" set
  "name" = "things"."name" || '!'
where "things"."id" > :after and "things"."id" <= :upto;
-- mig_range: the cursor stands at :upto now
COMMIT;
-- afterwards the proof is that every cursor has reached its end: old values are saved once

BEGIN IMMEDIATE;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
