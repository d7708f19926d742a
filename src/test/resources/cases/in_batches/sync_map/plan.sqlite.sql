-- migration case, none, sqlite
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- keep rows in sync
create trigger "mig_sync_case_1_insert"
after insert on "users"
when (("new"."status" = 'enabled') and ("new"."status" is not 'active'))
begin
  update "users" set
    "status" = 'active'
  where "users"."id" = "new"."id" and (("users"."status" = 'enabled') and ("users"."status" is not 'active'));
end;

-- keep rows in sync
create trigger "mig_sync_case_1_update"
after update of "status" on "users"
when (("new"."status" = 'enabled') and ("new"."status" is not 'active'))
begin
  update "users" set
    "status" = 'active'
  where "users"."id" = "new"."id" and (("users"."status" = 'enabled') and ("users"."status" is not 'active'));
end;

-- mig_attempt remembers that the run is this far
COMMIT;

-- update users; in batches along id of 2 rows; about 4 rows; keyset: other writers get their turn after each batch
-- again and again, until no key is left:
BEGIN IMMEDIATE;
-- update users
update "users" set
  "status" = 'active'
where "users"."status" = 'enabled' and ("users"."id" > :after and "users"."id" <= :upto);
-- mig_range: the cursor stands at :upto now
COMMIT;
-- afterwards a sweep of the whole table finds nothing left to do
select "users"."id"
from "users"
where "users"."status" = 'enabled' and "users"."status" is distinct from 'active';
-- for what it finds: update users
update "users" set
  "status" = 'active'
where "users"."status" = 'enabled' and "users"."status" is distinct from 'active' and ("users"."id" > :after and "users"."id" <= :upto);

BEGIN IMMEDIATE;

-- rows are no longer kept in sync
drop trigger "mig_sync_case_1_insert";

-- rows are no longer kept in sync
drop trigger "mig_sync_case_1_update";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
