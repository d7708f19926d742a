-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_case_1_nodes_moved" (
  "id" integer,
  "parent_id" integer
);

-- save rows beside the ledger
insert into "mig_saved_case_1_nodes_moved"
select "nodes"."id", "nodes"."parent_id" from "nodes" where "nodes"."id" >= 3;

-- save rows beside the ledger
create table "mig_saved_case_2_count" (
  "n" bigint
);

-- save rows beside the ledger
insert into "mig_saved_case_2_count"
select (select count(*) as "n" from "nodes") + (select count(*) as "n" from "attic") as "n";

-- keys of the rows that come in
create table "mig_saved_case_3_attic_keys" (
  "id" bigint,
  primary key ("id")
);

-- keys of the rows that come in
create temp trigger mig_keys after insert on main."attic" begin
  insert or ignore into "mig_saved_case_3_attic_keys" values (new."id");
end;

-- insert into attic
insert into "attic" ("id", "parent_id", "name")
select "nodes"."id" as "id", nullif("nodes"."parent_id", 1) as "parent_id", "nodes"."name"
from "nodes"
where "nodes"."id" >= 3
order by "nodes"."id";

-- they are recorded
drop trigger temp.mig_keys;

-- delete from nodes
delete from "nodes"
where "nodes"."id" >= 3;

-- these two must agree, or D211 and everything is rolled back
select "mig_saved"."n" from "mig_saved_case_2_count" as "mig_saved";
select (select count(*) as "n" from "nodes") + (select count(*) as "n" from "attic") as "n";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
