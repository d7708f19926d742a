-- migration case, exact with saved data, postgres
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_users_status
create table "mig_saved"."case_1_users_status" as
select "users"."id", "users"."status" as "old_status", upper("users"."status") as "new_status"
from "users"
where "users"."status" is not null and (false)
with no data;

-- mig.attempt remembers that the run is this far
COMMIT;

-- users: set status; in batches along id of 2 rows; about 81 rows; keyset: too few rows for stripes to matter
-- again and again, until no key is left:
BEGIN;
-- save rows as mig_saved.case_1_users_status
insert into "mig_saved"."case_1_users_status"
select "users"."id", "users"."status" as "old_status", upper("users"."status") as "new_status"
from "users"
where "users"."status" is not null and ("users"."id" > :after and "users"."id" <= :upto);
-- users: set status
update "users" set
  "status" = upper("users"."status")
where "users"."status" is not null and ("users"."id" > :after and "users"."id" <= :upto);
-- mig.range: the cursor stands at :upto now
COMMIT;
-- afterwards the proof is that every cursor has reached its end: old values are saved once

BEGIN;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
