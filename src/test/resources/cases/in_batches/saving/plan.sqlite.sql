-- migration case, exact with saved data, sqlite
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_case_1_users_status" (
  "id" integer,
  "old_status" text,
  "new_status" text
);

-- mig_attempt remembers that the run is this far
COMMIT;

-- update users; in batches along id of 2 rows; about 4 rows; keyset: other writers get their turn after each batch
-- again and again, until no key is left:
BEGIN IMMEDIATE;
-- save rows beside the ledger
insert into "mig_saved_case_1_users_status"
select "users"."id", "users"."status" as "old_status", mig_upper("users"."status") as "new_status"
from "users"
where "users"."status" is not null and ("users"."id" > :after and "users"."id" <= :upto);
-- update users
update "users" set
  "status" = mig_upper("users"."status")
where "users"."status" is not null and ("users"."id" > :after and "users"."id" <= :upto);
-- mig_range: the cursor stands at :upto now
COMMIT;
-- afterwards the proof is that every cursor has reached its end: old values are saved once

BEGIN IMMEDIATE;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
