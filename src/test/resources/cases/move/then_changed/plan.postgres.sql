-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- create table old_members
create table "old_members" (
  "id" integer not null,
  "email" varchar(40) not null,
  "name" text,
  "joined" date,
  "active" boolean not null,
  "boss_id" integer,
  constraint "old_members_pkey" primary key ("id")
);

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_count
create table "mig_saved"."case_1_count" as
select (select count(*) as "n" from "members") + (select count(*) as "n" from "old_members") as "n";

-- for the keys of new rows
create table "mig_saved"."case_2_old_members_keys" as select "id" from "old_members" with no data;

-- insert rows into old_members
with mig_new as (
insert into "old_members" ("id", "email", "name", "joined", "active", "boss_id")
select "members"."id",
  "members"."email",
  "members"."name",
  "members"."joined",
  "members"."active",
  "members"."boss_id"
from "members"
where "members"."id" = 3
order by "members"."id"
returning "id", xmax = 0 as mig_inserted)
insert into "mig_saved"."case_2_old_members_keys" ("id")
select "id" from mig_new where mig_inserted;

-- must find no row, or D212 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "members"."id"
from "members"
where "members"."id" = 3
  and exists (
  select 1 as "one"
  from "tags" as "mig_reference"
  where "mig_reference"."member_id" = "members"."id"
)
) as q
order by 1 nulls last
limit 5;

-- delete rows of members
delete from "members"
where "members"."id" = 3;

-- these two must agree, or D211 and everything is rolled back
select "mig_saved"."n" from "mig_saved"."case_1_count" as "mig_saved";
select (select count(*) as "n" from "members") + (select count(*) as "n" from "old_members") as "n";

-- save rows as mig_saved.case_3_old_members_name
create table "mig_saved"."case_3_old_members_name" as
select "old_members"."id",
  "old_members"."name" as "old_name",
  upper("old_members"."name") as "new_name"
from "old_members";

-- old_members: set name
update "old_members" set
  "name" = upper("old_members"."name");

-- rename table old_members to elders
alter table "old_members" rename to "elders";

-- must find no row, or D201 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "elders"."email", count(*) as "rows"
from "elders"
where ("elders"."email" = 'CY@x.org') is not true
group by "elders"."email"
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- elders: set email
update "elders" set
  "email" = case when "elders"."email" = 'CY@x.org' then 'cy@x.org' end
where "elders"."email" = 'CY@x.org';

-- elders: rename column name to called
alter table "elders" rename column "name" to "called";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
