-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_case_1_teams_id_boss" (
  "id" integer,
  "old_id" integer,
  "new_id" integer,
  "old_boss" text,
  "new_boss" varchar(20)
);

-- save rows beside the ledger
insert into "mig_saved_case_1_teams_id_boss"
select "teams"."id",
  "teams"."id" as "old_id",
  "mig_new"."id" as "new_id",
  "teams"."boss" as "old_boss",
  "mig_new"."boss" as "new_boss"
from "teams"
join (
  select "u"."id" + 10 as "id",
    case when "u"."id" = 1 then 'idle' else 'pink' end as "name",
    "u"."email" as "boss"
  from "users" as "u"
  where "u"."id" < 3
) as "mig_new" on "mig_new"."name" = "teams"."name";

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
select "u"."id" + 10 as "id",
  case when "u"."id" = 1 then 'idle' else 'pink' end as "name",
  "u"."email" as "boss"
from "users" as "u"
where "u"."id" < 3
order by "u"."id"
) where true
on conflict ("name") do update set
  "id" = "excluded"."id",
  "boss" = "excluded"."boss";

-- they are recorded
drop trigger temp.mig_keys;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
