-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_case_1_notes_moved" (
  "id" integer,
  primary key ("id")
);

-- save rows beside the ledger
insert into "mig_saved_case_1_notes_moved"
select "notes"."id" from "notes" where length(lower(hex(randomblob(16)))) = 32;

-- save rows beside the ledger
create table "mig_saved_case_2_count" (
  "n" bigint
);

-- save rows beside the ledger
insert into "mig_saved_case_2_count"
select (select count(*) as "n" from "notes") + (select count(*) as "n" from "former") as "n";

-- keys of the rows that come in
create table "mig_saved_case_3_former_keys" (
  "id" integer,
  primary key ("id")
);

-- keys of the rows that come in
create temp trigger mig_keys after insert on main."former" begin
  insert or ignore into "mig_saved_case_3_former_keys" values (new."id");
end;

-- insert into former
insert into "former" ("id", "email", "name", "boss_id")
select "notes"."id",
  'note ' || cast("notes"."id" as text) as "email",
  "notes"."body" as "name",
  "notes"."member_id" as "boss_id"
from "notes"
where exists (
  select 1 as "one"
  from "mig_saved_case_1_notes_moved" as "mig_saved"
  where "mig_saved"."id" = "notes"."id"
)
order by "notes"."id";

-- they are recorded
drop trigger temp.mig_keys;

-- delete from notes
delete from "notes"
where exists (
  select 1 as "one"
  from "mig_saved_case_1_notes_moved" as "mig_saved"
  where "mig_saved"."id" = "notes"."id"
);

-- these two must agree, or D211 and everything is rolled back
select "mig_saved"."n" from "mig_saved_case_2_count" as "mig_saved";
select (select count(*) as "n" from "notes") + (select count(*) as "n" from "former") as "n";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
