-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_nodes_moved
create table "mig_saved"."case_1_nodes_moved" as
select "nodes"."id", "nodes"."parent_id" from "nodes" where "nodes"."id" >= 3;

-- save rows as mig_saved.case_2_count
create table "mig_saved"."case_2_count" as
select (select count(*) as "n" from "nodes") + (select count(*) as "n" from "attic") as "n";

-- for the keys of new rows
create table "mig_saved"."case_3_attic_keys" as select "id" from "attic" with no data;

-- insert rows into attic
with mig_new as (
insert into "attic" ("id", "parent_id", "name")
select "nodes"."id"::bigint as "id",
  nullif("nodes"."parent_id", 1)::bigint as "parent_id",
  "nodes"."name"
from "nodes"
where "nodes"."id" >= 3
order by "nodes"."id"
returning "id", xmax = 0 as mig_inserted)
insert into "mig_saved"."case_3_attic_keys" ("id")
select "id" from mig_new where mig_inserted;

-- delete rows of nodes
delete from "nodes"
where "nodes"."id" >= 3;

-- these two must agree, or D211 and everything is rolled back
select "mig_saved"."n" from "mig_saved"."case_2_count" as "mig_saved";
select (select count(*) as "n" from "nodes") + (select count(*) as "n" from "attic") as "n";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
