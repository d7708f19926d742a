-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- create heap
create table "heap" (
  "a" integer,
  "b" text,
  "id" integer constraint "heap_pkey" primary key autoincrement
);

-- save rows beside the ledger
create table "mig_saved_case_1_count" (
  "n" bigint
);

-- save rows beside the ledger
insert into "mig_saved_case_1_count"
select (select count(*) as "n" from "plain") + (select count(*) as "n" from "heap") as "n";

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
insert into "heap" ("a", "b")
select "plain"."a", "plain"."b" from "plain" where "plain"."a" = 1;

-- they are recorded
drop trigger temp.mig_keys;

-- delete from plain
delete from "plain"
where "plain"."a" = 1;

-- these two must agree, or D211 and everything is rolled back
select "mig_saved"."n" from "mig_saved_case_1_count" as "mig_saved";
select (select count(*) as "n" from "plain") + (select count(*) as "n" from "heap") as "n";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
