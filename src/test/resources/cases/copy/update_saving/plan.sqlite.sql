-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_case_1_teams_name_boss" (
  "id" integer,
  "old_name" text,
  "new_name" text,
  "old_boss" text,
  "new_boss" text
);

-- save rows beside the ledger
insert into "mig_saved_case_1_teams_name_boss"
select "teams"."id",
  "teams"."name" as "old_name",
  "mig_new"."name" as "new_name",
  "teams"."boss" as "old_boss",
  null as "new_boss"
from "teams"
join (
  select "users"."id", "users"."status" as "name", null as "boss"
  from "users"
  where "users"."status" is not null
) as "mig_new" on "mig_new"."id" = "teams"."id";

-- keys of the rows that come in
create table "mig_saved_case_2_teams_keys" (
  "id" integer,
  primary key ("id")
);

-- keys of the rows that come in
create temp trigger mig_keys after insert on main."teams" begin
  insert or ignore into "mig_saved_case_2_teams_keys" values (new."id");
end;

-- insert into teams
insert into "teams" ("id", "name", "boss")
select * from (
select "users"."id", "users"."status" as "name", null as "boss"
from "users"
where "users"."status" is not null
order by "users"."id"
) where true
on conflict ("id") do update set
  "name" = "excluded"."name",
  "boss" = "excluded"."boss";

-- they are recorded
drop trigger temp.mig_keys;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
