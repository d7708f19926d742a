-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- create heap
create table "heap" (
  "id" integer constraint "heap_pkey" primary key,
  "a" integer,
  "b" text
);

-- save rows beside the ledger
create table "mig_saved_case_1_count" (
  "n" bigint
);

-- save rows beside the ledger
insert into "mig_saved_case_1_count"
select (select count(*) as "n" from "notes") + (select count(*) as "n" from "heap") as "n";

-- keys of the rows that come in
create table "mig_saved_case_2_heap_keys" (
  "id" integer,
  primary key ("id")
);

-- keys of the rows that come in
create temp trigger mig_keys after insert on main."heap" begin
  insert or ignore into "mig_saved_case_2_heap_keys" values (new."id");
end;

-- insert into heap
insert into "heap" ("id", "a", "b")
select "notes"."id", "notes"."member_id" as "a", "notes"."body" as "b"
from "notes"
where "notes"."id" = 2
order by "notes"."id";

-- they are recorded
drop trigger temp.mig_keys;

-- delete from notes
delete from "notes"
where "notes"."id" = 2;

-- these two must agree, or D211 and everything is rolled back
select "mig_saved"."n" from "mig_saved_case_1_count" as "mig_saved";
select (select count(*) as "n" from "notes") + (select count(*) as "n" from "heap") as "n";

-- save rows beside the ledger
create table "mig_saved_case_3_count" (
  "n" bigint
);

-- save rows beside the ledger
insert into "mig_saved_case_3_count"
select (select count(*) as "n" from "heap") + (select count(*) as "n" from "notes") as "n";

-- keys of the rows that come in
create table "mig_saved_case_4_notes_keys" (
  "id" integer,
  primary key ("id")
);

-- keys of the rows that come in
create temp trigger mig_keys after insert on main."notes" begin
  insert or ignore into "mig_saved_case_4_notes_keys" values (new."id");
end;

-- insert into notes
insert into "notes" ("id", "member_id", "body")
select "heap"."id", "heap"."a" as "member_id", "heap"."b" as "body" from "heap" order by "heap"."id";

-- they are recorded
drop trigger temp.mig_keys;

-- delete from heap
delete from "heap";

-- these two must agree, or D211 and everything is rolled back
select "mig_saved"."n" from "mig_saved_case_3_count" as "mig_saved";
select (select count(*) as "n" from "heap") + (select count(*) as "n" from "notes") as "n";

-- these two must agree, or D211 and everything is rolled back
select count(*) as "n" from "notes";
select 2 as "n";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
