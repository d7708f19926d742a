-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "o"."id", "o"."user_id"
from "orders" as "o"
where not exists (select 1 as "one" from "users" as "u" where "u"."id" = "o"."user_id")
) as q
order by 1 nulls last, 2 nulls last
limit 5;

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
select "o"."id", "u"."email" || cast("o"."id" as text) as "name"
from "orders" as "o" join "users" as "u" on "u"."id" = "o"."user_id"
order by "o"."id", "u"."id";

-- they are recorded
drop trigger temp.mig_keys;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
