-- migration case, none, postgres
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for the function of a trigger
create schema if not exists "mig";

-- users: rows that are written meanwhile are treated alike
create function "mig"."zz_mig_sync_case_1"() returns trigger
language plpgsql
set search_path from current
set timezone from current
set datestyle from current
set intervalstyle from current
as $mig$
begin
  if "new"."status" = 'enabled' then
    "new"."status" := 'active';
  end if;
  return "new";
end
$mig$;

-- users: rows that are written meanwhile are treated alike
create trigger "zz_mig_sync_case_1"
before insert or update on "users"
for each row when ("new"."status" = 'enabled' and "new"."status" is distinct from 'active')
execute function "mig"."zz_mig_sync_case_1"();

-- mig.attempt remembers that the run is this far
COMMIT;

-- users: set status; in batches along id of 2 rows; about 81 rows; keyset: too few rows for stripes to matter
-- again and again, until no key is left:
BEGIN;
-- users: set status
update "users" set
  "status" = 'active'
where "users"."status" = 'enabled' and ("users"."id" > :after and "users"."id" <= :upto);
-- mig.range: the cursor stands at :upto now
COMMIT;
-- afterwards a sweep of the whole table finds nothing left to do
select "users"."id"
from "users"
where "users"."status" = 'enabled' and "users"."status" is distinct from 'active';
-- for what it finds: users: set status
update "users" set
  "status" = 'active'
where "users"."status" = 'enabled' and "users"."status" is distinct from 'active' and ("users"."id" > :after and "users"."id" <= :upto);

BEGIN;

-- users: all rows are done
drop trigger "zz_mig_sync_case_1" on "users";

-- users: all rows are done
drop function "mig"."zz_mig_sync_case_1"();

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
