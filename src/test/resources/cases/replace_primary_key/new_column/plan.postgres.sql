-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- people: add column key
alter table "people" add column "key" text;

-- people: fill column key
update "people" set "key" = "people"."name" || '-' || "people"."id"::text;

-- people: column key as it shall be
alter table "people" alter column "key" set not null;

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

-- groups: drop constraint groups_owner_id_fkey, drop constraint groups_deputy_id_fkey
alter table "groups"
  drop constraint "groups_owner_id_fkey",
  drop constraint "groups_deputy_id_fkey";

-- members: drop constraint members_person_id_fkey
alter table "members" drop constraint "members_person_id_fkey";

-- people: drop constraint people_boss_id_fkey, drop constraint people_pkey, add constraint people_pkey, add constraint people_id_key
alter table "people"
  drop constraint "people_boss_id_fkey",
  drop constraint "people_pkey",
  add constraint "people_pkey" primary key ("key"),
  add constraint "people_id_key" unique ("id");

-- groups: add column mig_new_owner_id
alter table "groups" add column "mig_new_owner_id" text;

-- groups: set mig_new_owner_id
update "groups" set
  "mig_new_owner_id" = "mig_key"."key"
from "people" as "mig_key"
where "mig_key"."id" = "groups"."owner_id";

-- groups: add column mig_new_deputy_id
alter table "groups" add column "mig_new_deputy_id" text;

-- groups: set mig_new_deputy_id
update "groups" set
  "mig_new_deputy_id" = "mig_key"."key"
from "people" as "mig_key"
where "mig_key"."id" = "groups"."deputy_id";

-- members: add column mig_new_person_id
alter table "members" add column "mig_new_person_id" text;

-- members: set mig_new_person_id
update "members" set
  "mig_new_person_id" = "mig_key"."key"
from "people" as "mig_key"
where "mig_key"."id" = "members"."person_id";

-- people: add column mig_new_boss_id
alter table "people" add column "mig_new_boss_id" text;

-- people: set mig_new_boss_id
update "people" set
  "mig_new_boss_id" = "mig_key"."key"
from "people" as "mig_key"
where "mig_key"."id" = "people"."boss_id";

-- groups: drop column owner_id
alter table "groups" drop column "owner_id";

-- groups: rename column mig_new_owner_id to owner_id
alter table "groups" rename column "mig_new_owner_id" to "owner_id";

-- groups: alter column owner_id
alter table "groups" alter column "owner_id" set not null;

-- groups: create index groups_owner_id_idx
CREATE INDEX groups_owner_id_idx ON "groups" USING btree (owner_id);

-- groups: add constraint groups_owner_id_fkey, drop column deputy_id
alter table "groups"
  add constraint "groups_owner_id_fkey" foreign key ("owner_id") references "people" ("key") on delete cascade,
  drop column "deputy_id";

-- groups: rename column mig_new_deputy_id to deputy_id
alter table "groups" rename column "mig_new_deputy_id" to "deputy_id";

-- groups: add constraint groups_deputy_id_fkey
alter table "groups" add constraint "groups_deputy_id_fkey" foreign key ("deputy_id") references "people" ("key") on delete set null on update cascade;

-- members: drop constraint members_pkey, drop constraint members_since_key
alter table "members"
  drop constraint "members_pkey",
  drop constraint "members_since_key";

-- members: drop index members_person_id_idx
drop index "members_person_id_idx";

-- members: drop column person_id
alter table "members" drop column "person_id";

-- members: rename column mig_new_person_id to person_id
alter table "members" rename column "mig_new_person_id" to "person_id";

-- members: alter column person_id
alter table "members" alter column "person_id" set not null;

-- members: add constraint members_pkey, add constraint members_since_key
alter table "members"
  add constraint "members_pkey" primary key ("group_id", "person_id"),
  add constraint "members_since_key" unique ("person_id", "since");

-- members: create index members_person_id_idx
CREATE INDEX members_person_id_idx ON "members" USING btree (person_id, since);

-- members: add constraint members_person_id_fkey
alter table "members" add constraint "members_person_id_fkey" foreign key ("person_id") references "people" ("key");

-- people: drop column boss_id
alter table "people" drop column "boss_id";

-- people: rename column mig_new_boss_id to boss_id
alter table "people" rename column "mig_new_boss_id" to "boss_id";

-- people: add constraint people_boss_id_fkey
alter table "people" add constraint "people_boss_id_fkey" foreign key ("boss_id") references "people" ("key");

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_people_id
create table "mig_saved"."case_1_people_id" as
select "people"."key", "people"."id" from "people";

-- people: drop column id
alter table "people" drop column "id";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
