-- migration case, exact, postgres
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- users: add column shown, add column place
alter table "users"
  add column "shown" text,
  add column "place" text;

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
  if "new"."shown" is null then
    "new"."shown" := coalesce("new"."full_name", "new"."email");
  end if;
  if "new"."active" then
    "new"."place" := btrim("new"."shown");
  end if;
  return "new";
end
$mig$;

-- users: rows that are written meanwhile are treated alike
create trigger "zz_mig_sync_case_1"
before insert or update on "users"
for each row when (("new"."shown" is null and "new"."shown" is distinct from coalesce("new"."full_name", "new"."email"))
  or ("new"."active" and "new"."place" is distinct from btrim("new"."shown")))
execute function "mig"."zz_mig_sync_case_1"();

-- mig.attempt remembers that the run is this far
COMMIT;

BEGIN;

-- these two should agree, or D216 is told
select exists (select 1 as "one" from "users" where "users"."shown" is null) or not exists (select 1 as "one" from "users") as "fillable";
select true as "fillable";

-- mig.attempt remembers that the run is this far
COMMIT;

-- users: set shown, users: set place; in batches along id of 2 rows; about 81 rows; keyset: too few rows for stripes to matter
-- again and again, until no key is left:
BEGIN;
-- users: set shown
update "users" set
  "shown" = coalesce("users"."full_name", "users"."email")
where "users"."shown" is null and ("users"."id" > :after and "users"."id" <= :upto);
-- users: set place
update "users" set
  "place" = btrim("users"."shown")
where "users"."active" and ("users"."id" > :after and "users"."id" <= :upto);
-- mig.range: the cursor stands at :upto now
COMMIT;
-- afterwards a sweep of the whole table finds nothing left to do
select "users"."id"
from "users"
where "users"."shown" is null
  and "users"."shown" is distinct from coalesce("users"."full_name", "users"."email")
union
select "users"."id"
from "users"
where "users"."active" and "users"."place" is distinct from btrim("users"."shown");
-- for what it finds: users: set shown
update "users" set
  "shown" = coalesce("users"."full_name", "users"."email")
where "users"."shown" is null and "users"."shown" is distinct from coalesce("users"."full_name", "users"."email") and ("users"."id" > :after and "users"."id" <= :upto);
-- for what it finds: users: set place
update "users" set
  "place" = btrim("users"."shown")
where "users"."active" and "users"."place" is distinct from btrim("users"."shown") and ("users"."id" > :after and "users"."id" <= :upto);

BEGIN;

-- users: all rows are done
drop trigger "zz_mig_sync_case_1" on "users";

-- users: all rows are done
drop function "mig"."zz_mig_sync_case_1"();

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
