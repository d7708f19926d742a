-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_nodes_parent_id_name
create table "mig_saved"."case_1_nodes_parent_id_name" as
select "nodes"."id",
  "nodes"."parent_id" as "old_parent_id",
  "mig_new"."parent_id" as "new_parent_id",
  "nodes"."name" as "old_name",
  "mig_new"."name" as "new_name"
from "nodes"
join (select "news"."id", "news"."parent_id", "news"."name" from "news") as "mig_new" on "mig_new"."id" = "nodes"."id";

-- for the keys of new rows
create table "mig_saved"."case_2_nodes_keys" as select "id" from "nodes" with no data;

-- insert rows into nodes
with mig_new as (
insert into "nodes" ("id", "parent_id", "name")
select "news"."id", "news"."parent_id", "news"."name" from "news" order by "news"."id"
on conflict ("id") do update set "parent_id" = "excluded"."parent_id",
  "name" = "excluded"."name"
returning "id", xmax = 0 as mig_inserted)
insert into "mig_saved"."case_2_nodes_keys" ("id")
select "id" from mig_new where mig_inserted;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
