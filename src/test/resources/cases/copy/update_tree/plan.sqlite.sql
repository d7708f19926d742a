-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_case_1_nodes_parent_id_name" (
  "id" integer,
  "old_parent_id" integer,
  "new_parent_id" integer,
  "old_name" text,
  "new_name" text
);

-- save rows beside the ledger
insert into "mig_saved_case_1_nodes_parent_id_name"
select "nodes"."id",
  "nodes"."parent_id" as "old_parent_id",
  "mig_new"."parent_id" as "new_parent_id",
  "nodes"."name" as "old_name",
  "mig_new"."name" as "new_name"
from "nodes"
join (select "news"."id", "news"."parent_id", "news"."name" from "news") as "mig_new" on "mig_new"."id" = "nodes"."id";

-- keys of the rows that come in
create table "mig_saved_case_2_nodes_keys" (
  "id" integer,
  primary key ("id")
);

-- keys of the rows that come in
create temp trigger mig_keys after insert on main."nodes" begin
  insert or ignore into "mig_saved_case_2_nodes_keys" values (new."id");
end;

-- insert into nodes
insert into "nodes" ("id", "parent_id", "name")
select * from (
select "news"."id", "news"."parent_id", "news"."name" from "news" order by "news"."id"
) where true
on conflict ("id") do update set
  "parent_id" = "excluded"."parent_id",
  "name" = "excluded"."name";

-- they are recorded
drop trigger temp.mig_keys;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
