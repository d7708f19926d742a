-- migration case, none, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- keys of the rows that come in
create table "mig_saved_case_1_teams_keys" (
  "id" integer,
  primary key ("id")
);

-- keys of the rows that come in
create temp trigger mig_keys after insert on main."teams" begin
  insert or ignore into "mig_saved_case_1_teams_keys" values (new."id");
end;

-- insert into teams
insert into "teams" ("id", "name")
select * from (
select "users"."id", "users"."status" as "name"
from "users"
where "users"."status" is not null
order by "users"."id"
) where true
on conflict ("id") do update set
  "name" = "excluded"."name";

-- they are recorded
drop trigger temp.mig_keys;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
