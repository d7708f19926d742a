-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- create table people
create table "people" (
  "number" bigint not null,
  "mail" text not null,
  "called" text,
  "since" date,
  "on_duty" boolean,
  "chief" bigint,
  constraint "people_pkey" primary key ("number")
);

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_count
create table "mig_saved"."case_1_count" as
select (select count(*) as "n" from "members") + (select count(*) as "n" from "people") as "n";

-- for the keys of new rows
create table "mig_saved"."case_2_people_keys" as select "number" from "people" with no data;

-- insert rows into people
with mig_new as (
insert into "people" ("number", "mail", "called", "since", "on_duty", "chief")
select "m"."id"::bigint as "number",
  "m"."email" as "mail",
  "m"."name" as "called",
  "m"."joined" as "since",
  "m"."active" as "on_duty",
  "m"."boss_id"::bigint as "chief"
from "members" as "m"
where "m"."active" = false
order by "m"."id"
returning "number", xmax = 0 as mig_inserted)
insert into "mig_saved"."case_2_people_keys" ("number")
select "number" from mig_new where mig_inserted;

-- must find no row, or D212 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "members"."id", "members"."active"
from "members"
where "members"."active" = false
  and exists (
  select 1 as "one"
  from "tags" as "mig_reference"
  where "mig_reference"."member_id" = "members"."id"
)
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- delete rows of members
delete from "members"
where "members"."active" = false;

-- these two must agree, or D211 and everything is rolled back
select "mig_saved"."n" from "mig_saved"."case_1_count" as "mig_saved";
select (select count(*) as "n" from "members") + (select count(*) as "n" from "people") as "n";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
