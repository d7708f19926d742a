-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

-- cannot be switched inside a transaction; the last steps look for orphans
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- references without a counterpart that are there already
create temp table mig_orphans as
select 'groups' as child, rowid as place, parent as parent from pragma_foreign_key_check('groups')
union all
select 'members' as child, rowid as place, parent as parent from pragma_foreign_key_check('members')
union all
select 'people' as child, rowid as place, parent as parent from pragma_foreign_key_check('people');

-- must find no row, or D208 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "groups"."id", "groups"."owner_id"
from "groups"
where not exists (select 1 as "one" from "people" as "mig_key" where "mig_key"."id" = "groups"."owner_id")
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D208 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "groups"."id", "groups"."deputy_id"
from "groups"
where "groups"."deputy_id" is not null
  and not exists (select 1 as "one" from "people" as "mig_key" where "mig_key"."id" = "groups"."deputy_id")
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D208 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "members"."group_id", "members"."person_id"
from "members"
where not exists (select 1 as "one" from "people" as "mig_key" where "mig_key"."id" = "members"."person_id")
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D208 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."boss_id"
from "people"
where "people"."boss_id" is not null
  and not exists (select 1 as "one" from "people" as "mig_key" where "mig_key"."id" = "people"."boss_id")
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- rebuild groups: drop foreign key groups_owner_id_fkey, drop foreign key groups_deputy_id_fkey, add column mig_new_owner_id
create table "mig_new_groups" (
  "id" integer primary key,
  "owner_id" integer not null,
  "deputy_id" integer,
  "mig_new_owner_id" integer
);

-- copy the rows of groups
insert or abort into "mig_new_groups" ("id", "owner_id", "deputy_id")
select "id", "owner_id", "deputy_id"
from "groups";

-- the copy takes the place of groups
drop table "groups";

-- the copy takes the place of groups
alter table "mig_new_groups" rename to "groups";

-- index of groups
CREATE INDEX groups_owner_id_idx on groups (owner_id);

-- rebuild people: drop foreign key people_boss_id_fkey, alter id drop identity, drop primary key (id), add primary key (code), alter code set identity, add unique people_id_key
create table "mig_new_people" (
  "id" integer not null,
  "code" integer constraint "people_pkey" primary key,
  "name" text not null,
  "boss_id" integer,
  constraint "people_id_key" unique ("id")
);

-- copy the rows of people
insert or abort into "mig_new_people" ("id", "code", "name", "boss_id")
select "id", "code", "name", "boss_id"
from "people";

-- the copy takes the place of people
drop table "people";

-- the copy takes the place of people
alter table "mig_new_people" rename to "people";

-- update groups
update "groups" set
  "mig_new_owner_id" = "mig_key"."code"
from "people" as "mig_key"
where "mig_key"."id" = "groups"."owner_id";

-- add column mig_new_deputy_id
alter table "groups" add column "mig_new_deputy_id" integer;

-- update groups
update "groups" set
  "mig_new_deputy_id" = "mig_key"."code"
from "people" as "mig_key"
where "mig_key"."id" = "groups"."deputy_id";

-- rebuild members: drop foreign key members_person_id_fkey, add column mig_new_person_id
create table "mig_new_members" (
  "group_id" integer not null,
  "person_id" integer not null,
  "since" integer,
  "mig_new_person_id" integer,
  constraint "members_pkey" primary key ("group_id", "person_id"),
  constraint "members_since_key" unique ("person_id", "since"),
  constraint "members_group_id_fkey" foreign key ("group_id") references "groups" ("id")
);

-- copy the rows of members
insert or abort into "mig_new_members" (rowid, "group_id", "person_id", "since")
select rowid, "group_id", "person_id", "since"
from "members";

-- the copy takes the place of members
drop table "members";

-- the copy takes the place of members
alter table "mig_new_members" rename to "members";

-- index of members
CREATE INDEX members_person_id_idx on members (person_id, since);

-- update members
update "members" set
  "mig_new_person_id" = "mig_key"."code"
from "people" as "mig_key"
where "mig_key"."id" = "members"."person_id";

-- add column mig_new_boss_id
alter table "people" add column "mig_new_boss_id" integer;

-- update people
update "people" set
  "mig_new_boss_id" = "mig_key"."code"
from "people" as "mig_key"
where "mig_key"."id" = "people"."boss_id";

-- rebuild groups: drop column owner_id, rename column mig_new_owner_id to owner_id, alter owner_id set not null, add index groups_owner_id_idx, add foreign key groups_owner_id_fkey, drop column deputy_id, rename column mig_new_deputy_id to deputy_id, add foreign key groups_deputy_id_fkey
create table "mig_new_groups" (
  "id" integer primary key,
  "mig_new_owner_id" integer not null,
  "mig_new_deputy_id" integer,
  constraint "groups_owner_id_fkey" foreign key ("mig_new_owner_id") references "people" ("code") on delete cascade,
  constraint "groups_deputy_id_fkey" foreign key ("mig_new_deputy_id") references "people" ("code") on delete set null on update cascade
);

-- copy the rows of groups
insert or abort into "mig_new_groups" ("id", "mig_new_owner_id", "mig_new_deputy_id")
select "id", "mig_new_owner_id", "mig_new_deputy_id"
from "groups";

-- the copy takes the place of groups
drop table "groups";

-- the copy takes the place of groups
alter table "mig_new_groups" rename to "groups";

-- index of groups
create index "groups_owner_id_idx" on "groups" ("mig_new_owner_id");

-- rename column mig_new_owner_id to owner_id
alter table "groups" rename column "mig_new_owner_id" to "owner_id";

-- rename column mig_new_deputy_id to deputy_id
alter table "groups" rename column "mig_new_deputy_id" to "deputy_id";

-- rebuild members: drop primary key (group_id, person_id), drop unique members_since_key, drop index members_person_id_idx, drop column person_id, rename column mig_new_person_id to person_id, alter person_id set not null, add primary key (group_id, person_id), add unique members_since_key, add index members_person_id_idx, add foreign key members_person_id_fkey
create table "mig_new_members" (
  "group_id" integer not null,
  "since" integer,
  "mig_new_person_id" integer not null,
  constraint "members_group_id_fkey" foreign key ("group_id") references "groups" ("id"),
  constraint "members_pkey" primary key ("group_id", "mig_new_person_id"),
  constraint "members_since_key" unique ("mig_new_person_id", "since"),
  constraint "members_person_id_fkey" foreign key ("mig_new_person_id") references "people" ("code")
);

-- copy the rows of members
insert or abort into "mig_new_members" (rowid, "group_id", "since", "mig_new_person_id")
select rowid, "group_id", "since", "mig_new_person_id"
from "members";

-- the copy takes the place of members
drop table "members";

-- the copy takes the place of members
alter table "mig_new_members" rename to "members";

-- index of members
create index "members_person_id_idx" on "members" ("mig_new_person_id", "since");

-- rename column mig_new_person_id to person_id
alter table "members" rename column "mig_new_person_id" to "person_id";

-- rebuild people: drop column boss_id, rename column mig_new_boss_id to boss_id, add foreign key people_boss_id_fkey
create table "mig_new_people" (
  "id" integer not null,
  "code" integer constraint "people_pkey" primary key,
  "name" text not null,
  "mig_new_boss_id" integer,
  constraint "people_id_key" unique ("id"),
  constraint "people_boss_id_fkey" foreign key ("mig_new_boss_id") references "people" ("code")
);

-- copy the rows of people
insert or abort into "mig_new_people" ("id", "code", "name", "mig_new_boss_id")
select "id", "code", "name", "mig_new_boss_id"
from "people";

-- the copy takes the place of people
drop table "people";

-- the copy takes the place of people
alter table "mig_new_people" rename to "people";

-- rename column mig_new_boss_id to boss_id
alter table "people" rename column "mig_new_boss_id" to "boss_id";

-- must find no row, or D208 and everything is rolled back
select child as "table", place as "rowid", parent as "references", count(*) over () as mig_total
from (
select 'groups' as child, rowid as place, parent as parent from pragma_foreign_key_check('groups')
union all
select 'members' as child, rowid as place, parent as parent from pragma_foreign_key_check('members')
union all
select 'people' as child, rowid as place, parent as parent from pragma_foreign_key_check('people')
) as now
where not exists (select * from temp.mig_orphans as old where old.child = now.child and old.place is now.place and old.parent = now.parent)
limit 5;

-- no reference was lost
drop table temp.mig_orphans;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
PRAGMA foreign_keys = ON;
