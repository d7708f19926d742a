-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_case_1_notes_moved" (
  "id" integer,
  "new_id" integer,
  primary key ("id")
);

-- save rows beside the ledger
insert into "mig_saved_case_1_notes_moved"
select "n"."id", "n"."id" + 50 as "new_id"
from "notes" as "n" join "members" as "m" on "m"."id" = "n"."member_id";

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
select "n"."id" + 50 as "id",
  'of ' || "m"."email" as "email",
  "n"."body" as "name",
  "n"."member_id" as "boss_id"
from "notes" as "n" join "members" as "m" on "m"."id" = "n"."member_id"
where exists (
  select 1 as "one"
  from "mig_saved_case_1_notes_moved" as "mig_saved"
  where "mig_saved"."id" = "n"."id"
)
order by "n"."id", "m"."id";

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
