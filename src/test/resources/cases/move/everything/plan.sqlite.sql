-- migration case, none, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_case_1_count" (
  "n" bigint
);

-- save rows beside the ledger
insert into "mig_saved_case_1_count"
select (select count(*) as "n" from "notes") + (select count(*) as "n" from "plain") as "n";

-- insert into plain
insert into "plain" ("a", "b")
select "notes"."id" as "a", "notes"."body" as "b" from "notes" order by "notes"."id";

-- delete from notes
delete from "notes";

-- these two must agree, or D211 and everything is rolled back
select "mig_saved"."n" from "mig_saved_case_1_count" as "mig_saved";
select (select count(*) as "n" from "notes") + (select count(*) as "n" from "plain") as "n";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
