-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_case_1_members_moved" (
  "id" integer,
  primary key ("id")
);

-- save rows beside the ledger
insert into "mig_saved_case_1_members_moved"
select "members"."id"
from "members"
where not "members"."active"
  and not exists (select 1 as "one" from "former" as "mig_there" where "mig_there"."id" = "members"."id")
  and not exists (select 1 as "one" from "former" as "mig_there" where "mig_there"."email" = "members"."email");

-- save rows beside the ledger
create table "mig_saved_case_2_count" (
  "n" bigint
);

-- save rows beside the ledger
insert into "mig_saved_case_2_count"
select (select count(*) as "n" from "members") + (select count(*) as "n" from "former") as "n";

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
insert into "former" ("id", "email", "name", "joined", "active", "boss_id")
select "members"."id",
  "members"."email",
  "members"."name",
  "members"."joined",
  "members"."active",
  "members"."boss_id"
from "members"
where exists (
  select 1 as "one"
  from "mig_saved_case_1_members_moved" as "mig_saved"
  where "mig_saved"."id" = "members"."id"
)
order by "members"."id";

-- they are recorded
drop trigger temp.mig_keys;

-- must find no row, or D212 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "members"."id"
from "members"
where exists (
  select 1 as "one"
  from "mig_saved_case_1_members_moved" as "mig_saved"
  where "mig_saved"."id" = "members"."id"
)
  and exists (
  select 1 as "one"
  from "tags" as "mig_reference"
  where "mig_reference"."member_id" = "members"."id"
)
) as q
order by 1 nulls last
limit 5;

-- delete from members
delete from "members"
where exists (
  select 1 as "one"
  from "mig_saved_case_1_members_moved" as "mig_saved"
  where "mig_saved"."id" = "members"."id"
);

-- these two must agree, or D211 and everything is rolled back
select "mig_saved"."n" from "mig_saved_case_2_count" as "mig_saved";
select (select count(*) as "n" from "members") + (select count(*) as "n" from "former") as "n";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
