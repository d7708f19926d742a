-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_notes_moved
create table "mig_saved"."case_1_notes_moved" as
select "n"."id", "n"."id" + 50 as "new_id"
from "notes" as "n" join "members" as "m" on "m"."id" = "n"."member_id";

-- save rows as mig_saved.case_2_count
create table "mig_saved"."case_2_count" as
select (select count(*) as "n" from "notes") + (select count(*) as "n" from "former") as "n";

-- for the keys of new rows
create table "mig_saved"."case_3_former_keys" as select "id" from "former" with no data;

-- insert rows into former
with mig_new as (
insert into "former" ("id", "email", "name", "boss_id")
select "n"."id" + 50 as "id",
  'of ' || "m"."email" as "email",
  "n"."body" as "name",
  "n"."member_id" as "boss_id"
from "notes" as "n" join "members" as "m" on "m"."id" = "n"."member_id"
where exists (
  select 1 as "one"
  from "mig_saved"."case_1_notes_moved" as "mig_saved"
  where "mig_saved"."id" = "n"."id"
)
order by "n"."id", "m"."id"
returning "id", xmax = 0 as mig_inserted)
insert into "mig_saved"."case_3_former_keys" ("id")
select "id" from mig_new where mig_inserted;

-- delete rows of notes
delete from "notes"
where exists (
  select 1 as "one"
  from "mig_saved"."case_1_notes_moved" as "mig_saved"
  where "mig_saved"."id" = "notes"."id"
);

-- these two must agree, or D211 and everything is rolled back
select "mig_saved"."n" from "mig_saved"."case_2_count" as "mig_saved";
select (select count(*) as "n" from "notes") + (select count(*) as "n" from "former") as "n";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
