-- migration case, none, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_count
create table "mig_saved"."case_1_count" as
select (select count(*) as "n" from "notes") + (select count(*) as "n" from "plain") as "n";

-- insert rows into plain
insert into "plain" ("a", "b")
select "notes"."id" as "a", "notes"."body" as "b" from "notes" order by "notes"."id";

-- delete rows of notes
delete from "notes";

-- these two must agree, or D211 and everything is rolled back
select "mig_saved"."n" from "mig_saved"."case_1_count" as "mig_saved";
select (select count(*) as "n" from "notes") + (select count(*) as "n" from "plain") as "n";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
