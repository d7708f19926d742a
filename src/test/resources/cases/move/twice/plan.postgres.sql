-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- create table heap
create table "heap" (
  "id" integer not null,
  "a" integer,
  "b" text,
  constraint "heap_pkey" primary key ("id")
);

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_count
create table "mig_saved"."case_1_count" as
select (select count(*) as "n" from "notes") + (select count(*) as "n" from "heap") as "n";

-- for the keys of new rows
create table "mig_saved"."case_2_heap_keys" as select "id" from "heap" with no data;

-- insert rows into heap
with mig_new as (
insert into "heap" ("id", "a", "b")
select "notes"."id", "notes"."member_id" as "a", "notes"."body" as "b"
from "notes"
where "notes"."id" = 2
order by "notes"."id"
returning "id", xmax = 0 as mig_inserted)
insert into "mig_saved"."case_2_heap_keys" ("id")
select "id" from mig_new where mig_inserted;

-- delete rows of notes
delete from "notes"
where "notes"."id" = 2;

-- these two must agree, or D211 and everything is rolled back
select "mig_saved"."n" from "mig_saved"."case_1_count" as "mig_saved";
select (select count(*) as "n" from "notes") + (select count(*) as "n" from "heap") as "n";

-- save rows as mig_saved.case_3_count
create table "mig_saved"."case_3_count" as
select (select count(*) as "n" from "heap") + (select count(*) as "n" from "notes") as "n";

-- for the keys of new rows
create table "mig_saved"."case_4_notes_keys" as select "id" from "notes" with no data;

-- insert rows into notes
with mig_new as (
insert into "notes" ("id", "member_id", "body")
select "heap"."id", "heap"."a" as "member_id", "heap"."b" as "body" from "heap" order by "heap"."id"
returning "id", xmax = 0 as mig_inserted)
insert into "mig_saved"."case_4_notes_keys" ("id")
select "id" from mig_new where mig_inserted;

-- delete rows of heap
delete from "heap";

-- these two must agree, or D211 and everything is rolled back
select "mig_saved"."n" from "mig_saved"."case_3_count" as "mig_saved";
select (select count(*) as "n" from "heap") + (select count(*) as "n" from "notes") as "n";

-- these two must agree, or D211 and everything is rolled back
select count(*) as "n" from "notes";
select 2 as "n";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
