-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- create people
create table "people" (
  "number" bigint constraint "people_pkey" primary key not null,
  "mail" text not null,
  "called" text,
  "since" date,
  "on_duty" boolean,
  "chief" bigint
);

-- save rows beside the ledger
create table "mig_saved_case_1_count" (
  "n" bigint
);

-- save rows beside the ledger
insert into "mig_saved_case_1_count"
select (select count(*) as "n" from "members") + (select count(*) as "n" from "people") as "n";

-- keys of the rows that come in
create table "mig_saved_case_2_people_keys" (
  "number" bigint,
  primary key ("number")
);

-- keys of the rows that come in
create temp trigger mig_keys after insert on main."people" begin
  insert or ignore into "mig_saved_case_2_people_keys" values (new."number");
end;

-- insert into people
insert into "people" ("number", "mail", "called", "since", "on_duty", "chief")
select "m"."id" as "number",
  "m"."email" as "mail",
  "m"."name" as "called",
  "m"."joined" as "since",
  "m"."active" as "on_duty",
  "m"."boss_id" as "chief"
from "members" as "m"
where "m"."active" = false
order by "m"."id";

-- they are recorded
drop trigger temp.mig_keys;

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

-- delete from members
delete from "members"
where "members"."active" = false;

-- these two must agree, or D211 and everything is rolled back
select "mig_saved"."n" from "mig_saved_case_1_count" as "mig_saved";
select (select count(*) as "n" from "members") + (select count(*) as "n" from "people") as "n";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
