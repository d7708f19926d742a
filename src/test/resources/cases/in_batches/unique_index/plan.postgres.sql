-- migration case, none, postgres
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- mig.attempt remembers that the run is this far
COMMIT;

BEGIN;

-- these two should agree, or D216 is told
select exists (select 1 as "one" from "people" where "people"."age" is null) or not exists (select 1 as "one" from "people") as "fillable";
select true as "fillable";

-- mig.attempt remembers that the run is this far
COMMIT;

-- people: set age; in batches along mail of 1 rows; about 81 rows; keyset: too few rows for stripes to matter
-- again and again, until no key is left:
BEGIN;
-- people: set age
update "people" set
  "age" = 0
where "people"."age" is null and ("people"."mail" > :after and "people"."mail" <= :upto);
-- mig.range: the cursor stands at :upto now
COMMIT;
-- afterwards a sweep of the whole table finds nothing left to do
select "people"."mail"
from "people"
where "people"."age" is null and "people"."age" is distinct from 0;
-- for what it finds: people: set age
update "people" set
  "age" = 0
where "people"."age" is null and "people"."age" is distinct from 0 and ("people"."mail" > :after and "people"."mail" <= :upto);

BEGIN;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
