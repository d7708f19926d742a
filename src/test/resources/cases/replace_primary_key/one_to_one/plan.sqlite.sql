-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

-- cannot be switched inside a transaction; the last steps look for orphans
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- references without a counterpart that are there already
create temp table mig_orphans as
select 'profiles' as child, rowid as place, parent as parent from pragma_foreign_key_check('profiles');

-- must find no row, or D208 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "profiles"."person_id"
from "profiles"
where not exists (select 1 as "one" from "people" as "mig_key" where "mig_key"."id" = "profiles"."person_id")
) as q
order by 1 nulls last
limit 5;

-- rebuild people: alter id drop identity, drop primary key (id), add primary key (code), add unique people_id_key
create table "mig_new_people" (
  "id" integer not null,
  "code" varchar(5) constraint "people_pkey" primary key not null,
  constraint "people_id_key" unique ("id")
);

-- copy the rows of people
insert or abort into "mig_new_people" (rowid, "id", "code")
select rowid, "id", "code"
from "people";

-- the copy takes the place of people
drop table "people";

-- the copy takes the place of people
alter table "mig_new_people" rename to "people";

-- rebuild profiles: drop foreign key profiles_person_id_fkey, add column mig_new_person_id
create table "mig_new_profiles" (
  "person_id" integer primary key,
  "motto" text,
  "mig_new_person_id" varchar(5)
);

-- copy the rows of profiles
insert or abort into "mig_new_profiles" ("person_id", "motto")
select "person_id", "motto"
from "profiles";

-- the copy takes the place of profiles
drop table "profiles";

-- the copy takes the place of profiles
alter table "mig_new_profiles" rename to "profiles";

-- update profiles
update "profiles" set
  "mig_new_person_id" = "mig_key"."code"
from "people" as "mig_key"
where "mig_key"."id" = "profiles"."person_id";

-- rebuild profiles: alter person_id drop identity, drop primary key (person_id), drop column person_id, rename column mig_new_person_id to person_id, alter person_id set not null, add primary key (person_id), add foreign key profiles_person_id_fkey
create table "mig_new_profiles" (
  "motto" text,
  "mig_new_person_id" varchar(5) primary key not null,
  constraint "profiles_person_id_fkey" foreign key ("mig_new_person_id") references "people" ("code")
);

-- copy the rows of profiles
insert or abort into "mig_new_profiles" (rowid, "motto", "mig_new_person_id")
select rowid, "motto", "mig_new_person_id"
from "profiles";

-- the copy takes the place of profiles
drop table "profiles";

-- the copy takes the place of profiles
alter table "mig_new_profiles" rename to "profiles";

-- rename column mig_new_person_id to person_id
alter table "profiles" rename column "mig_new_person_id" to "person_id";

-- must find no row, or D208 and everything is rolled back
select child as "table", place as "rowid", parent as "references", count(*) over () as mig_total
from (
select 'profiles' as child, rowid as place, parent as parent from pragma_foreign_key_check('profiles')
) as now
where not exists (select * from temp.mig_orphans as old where old.child = now.child and old.place is now.place and old.parent = now.parent)
limit 5;

-- no reference was lost
drop table temp.mig_orphans;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
PRAGMA foreign_keys = ON;
