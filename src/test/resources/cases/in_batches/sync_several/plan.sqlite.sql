-- migration case, exact, sqlite
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- add column shown
alter table "users" add column "shown" text;

-- add column place
alter table "users" add column "place" text;

-- keep rows in sync
create trigger "mig_sync_case_1_insert"
after insert on "users"
when (("new"."shown" is null) and ("new"."shown" is not coalesce("new"."full_name", "new"."email")))
  or (("new"."active") and ("new"."place" is not trim("new"."shown")))
begin
  update "users" set
    "shown" = coalesce("users"."full_name", "users"."email")
  where "users"."id" = "new"."id" and (("users"."shown" is null) and ("users"."shown" is not coalesce("users"."full_name", "users"."email")));
  update "users" set
    "place" = trim("users"."shown")
  where "users"."id" = "new"."id" and (("users"."active") and ("users"."place" is not trim("users"."shown")));
end;

-- keep rows in sync
create trigger "mig_sync_case_1_update"
after update of "active", "email", "full_name", "place", "shown" on "users"
when (("new"."shown" is null) and ("new"."shown" is not coalesce("new"."full_name", "new"."email")))
  or (("new"."active") and ("new"."place" is not trim("new"."shown")))
begin
  update "users" set
    "shown" = coalesce("users"."full_name", "users"."email")
  where "users"."id" = "new"."id" and (("users"."shown" is null) and ("users"."shown" is not coalesce("users"."full_name", "users"."email")));
  update "users" set
    "place" = trim("users"."shown")
  where "users"."id" = "new"."id" and (("users"."active") and ("users"."place" is not trim("users"."shown")));
end;

-- mig_attempt remembers that the run is this far
COMMIT;

BEGIN IMMEDIATE;

-- these two should agree, or D216 is told
select exists (select 1 as "one" from "users" where "users"."shown" is null) or not exists (select 1 as "one" from "users") as "fillable";
select true as "fillable";

-- mig_attempt remembers that the run is this far
COMMIT;

-- update users; in batches along id of 2 rows; about 4 rows; keyset: other writers get their turn after each batch
-- again and again, until no key is left:
BEGIN IMMEDIATE;
-- update users
update "users" set
  "shown" = coalesce("users"."full_name", "users"."email")
where "users"."shown" is null and ("users"."id" > :after and "users"."id" <= :upto);
-- update users
update "users" set
  "place" = trim("users"."shown")
where "users"."active" and ("users"."id" > :after and "users"."id" <= :upto);
-- mig_range: the cursor stands at :upto now
COMMIT;
-- afterwards a sweep of the whole table finds nothing left to do
select "users"."id"
from "users"
where "users"."shown" is null
  and "users"."shown" is distinct from coalesce("users"."full_name", "users"."email")
union
select "users"."id"
from "users"
where "users"."active" and "users"."place" is distinct from trim("users"."shown");
-- for what it finds: update users
update "users" set
  "shown" = coalesce("users"."full_name", "users"."email")
where "users"."shown" is null and "users"."shown" is distinct from coalesce("users"."full_name", "users"."email") and ("users"."id" > :after and "users"."id" <= :upto);
-- for what it finds: update users
update "users" set
  "place" = trim("users"."shown")
where "users"."active" and "users"."place" is distinct from trim("users"."shown") and ("users"."id" > :after and "users"."id" <= :upto);

BEGIN IMMEDIATE;

-- rows are no longer kept in sync
drop trigger "mig_sync_case_1_insert";

-- rows are no longer kept in sync
drop trigger "mig_sync_case_1_update";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
