-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_members_moved
create table "mig_saved"."case_1_members_moved" as
select "members"."id",
  "members"."email",
  "members"."name",
  "members"."joined",
  "members"."active",
  "members"."boss_id"
from "members"
where "members"."id" = 3;

-- save rows as mig_saved.case_2_count
create table "mig_saved"."case_2_count" as
select (select count(*) as "n" from "members") + (select count(*) as "n" from "former") as "n";

-- for the keys of new rows
create table "mig_saved"."case_3_former_keys" as select "id" from "former" with no data;

-- insert rows into former
with mig_new as (
insert into "former" ("id", "email", "name")
select "members"."id", lower("members"."email") as "email", upper("members"."name") as "name"
from "members"
where "members"."id" = 3
order by "members"."id"
returning "id", xmax = 0 as mig_inserted)
insert into "mig_saved"."case_3_former_keys" ("id")
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
select "mig_saved"."n" from "mig_saved"."case_2_count" as "mig_saved";
select (select count(*) as "n" from "members") + (select count(*) as "n" from "former") as "n";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
