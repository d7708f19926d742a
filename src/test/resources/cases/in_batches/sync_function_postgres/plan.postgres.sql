-- migration case, exact, postgres
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- users: add column email_norm
alter table "users" add column "email_norm" text;

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
  "new"."email_norm" := lower("new"."email");
  return "new";
end
$mig$;

-- users: rows that are written meanwhile are treated alike
create trigger "zz_mig_sync_case_1"
before insert or update on "users"
for each row when ("new"."email_norm" is distinct from lower("new"."email"))
execute function "mig"."zz_mig_sync_case_1"();

-- mig.attempt remembers that the run is this far
COMMIT;

-- users: set email_norm; in batches along id of about 50 ms; about 81 rows; single: so few are done in one transaction
-- in one transaction:
BEGIN;
-- users: set email_norm
update "users" set
  "email_norm" = lower("users"."email")
where "users"."id" > :after and "users"."id" <= :upto;
-- mig.range: the cursor stands at :upto now
COMMIT;
-- afterwards a sweep of the whole table finds nothing left to do
select "users"."id" from "users" where "users"."email_norm" is distinct from lower("users"."email");
-- for what it finds: users: set email_norm
update "users" set
  "email_norm" = lower("users"."email")
where "users"."email_norm" is distinct from lower("users"."email") and ("users"."id" > :after and "users"."id" <= :upto);

BEGIN;

-- users: all rows are done
drop trigger "zz_mig_sync_case_1" on "users";

-- users: all rows are done
drop function "mig"."zz_mig_sync_case_1"();

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
