-- migration case, exact, sqlite
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

-- cannot be switched inside a transaction; the last steps look for orphans
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- references without a counterpart that are there already
create temp table mig_orphans as
select 'orders' as child, rowid as place, parent as parent from pragma_foreign_key_check('orders')
union all
select 'users' as child, rowid as place, parent as parent from pragma_foreign_key_check('users');

-- add column email_norm
alter table "users" add column "email_norm" text;

-- these two should agree, or D216 is told
select exists (select 1 as "one" from "users" where "users"."email_norm" is null) or not exists (select 1 as "one" from "users") as "fillable";
select true as "fillable";

-- must find no row, or D208 and everything is rolled back
select child as "table", place as "rowid", parent as "references", count(*) over () as mig_total
from (
select 'orders' as child, rowid as place, parent as parent from pragma_foreign_key_check('orders')
union all
select 'users' as child, rowid as place, parent as parent from pragma_foreign_key_check('users')
) as now
where not exists (select * from temp.mig_orphans as old where old.child = now.child and old.place is now.place and old.parent = now.parent)
limit 5;

-- no reference was lost
drop table temp.mig_orphans;

-- mig_attempt remembers that the run is this far
COMMIT;
PRAGMA foreign_keys = ON;

-- update users; in batches along id of about 50 ms; about 4 rows; single: so few are done in one transaction
-- in one transaction:
BEGIN IMMEDIATE;
-- update users
update "users" set
  "email_norm" = mig_lower(trim("users"."email"))
where "users"."email_norm" is null and ("users"."id" > :after and "users"."id" <= :upto);
-- mig_range: the cursor stands at :upto now
COMMIT;
-- afterwards a sweep of the whole table finds nothing left to do
select "users"."id"
from "users"
where "users"."email_norm" is null
  and "users"."email_norm" is distinct from mig_lower(trim("users"."email"));
-- for what it finds: update users
update "users" set
  "email_norm" = mig_lower(trim("users"."email"))
where "users"."email_norm" is null and "users"."email_norm" is distinct from mig_lower(trim("users"."email")) and ("users"."id" > :after and "users"."id" <= :upto);

-- cannot be switched inside a transaction; the last steps look for orphans
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- references without a counterpart that are there already
create temp table mig_orphans as
select 'orders' as child, rowid as place, parent as parent from pragma_foreign_key_check('orders')
union all
select 'users' as child, rowid as place, parent as parent from pragma_foreign_key_check('users');

-- must find no row, or D211 and the run stops here: what is committed stays
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."email_norm" from "users" where "users"."email_norm" is null
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- rebuild users: alter email_norm set not null
create table "mig_new_users" (
  "id" integer primary key,
  "full_name" text,
  "email" varchar(20) not null,
  "status" text,
  "age" integer,
  "active" boolean,
  "created" timestamp,
  "team_id" integer,
  "email_norm" text not null,
  constraint "users_email_key" unique ("email"),
  constraint "users_team_id_fkey" foreign key ("team_id") references "teams" ("id")
);

-- copy the rows of users
insert or abort into "mig_new_users" ("id", "full_name", "email", "status", "age", "active", "created", "team_id", "email_norm")
select "id", "full_name", "email", "status", "age", "active", "created", "team_id", "email_norm"
from "users";

-- the copy takes the place of users
drop table "users";

-- the copy takes the place of users
alter table "mig_new_users" rename to "users";

-- must find no row, or D208 and the run stops here: what is committed stays
select child as "table", place as "rowid", parent as "references", count(*) over () as mig_total
from (
select 'orders' as child, rowid as place, parent as parent from pragma_foreign_key_check('orders')
union all
select 'users' as child, rowid as place, parent as parent from pragma_foreign_key_check('users')
) as now
where not exists (select * from temp.mig_orphans as old where old.child = now.child and old.place is now.place and old.parent = now.parent)
limit 5;

-- no reference was lost
drop table temp.mig_orphans;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
PRAGMA foreign_keys = ON;
