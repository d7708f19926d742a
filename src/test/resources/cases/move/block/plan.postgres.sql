-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_notes_moved
create table "mig_saved"."case_1_notes_moved" as
select "notes"."id" + 20 as "new_id", "notes"."id" from "notes";

-- save rows as mig_saved.case_2_count
create table "mig_saved"."case_2_count" as
select (select count(*) as "n" from "notes") + (select count(*) as "n" from "former") as "n";

-- for the keys of new rows
create table "mig_saved"."case_3_former_keys" as select "id" from "former" with no data;

-- insert rows into former
with mig_new as (
insert into "former" ("id", "email", "name", "boss_id")
select "notes"."id" + 20 as "id",
  'note ' || "notes"."id"::text as "email",
  "notes"."body" as "name",
  "notes"."member_id" as "boss_id"
from "notes"
order by "notes"."id"
returning "id", xmax = 0 as mig_inserted)
insert into "mig_saved"."case_3_former_keys" ("id")
select "id" from mig_new where mig_inserted;

-- delete rows of notes
delete from "notes";

-- these two must agree, or D211 and everything is rolled back
select "mig_saved"."n" from "mig_saved"."case_2_count" as "mig_saved";
select (select count(*) as "n" from "notes") + (select count(*) as "n" from "former") as "n";

-- these two must agree, or D211 and everything is rolled back
select count(*) as "n" from "notes";
select 0 as "n";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
