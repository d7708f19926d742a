-- migration version_mark, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- kept as value 0
select count(*) as "n" from "tasks";

-- kept as value 1
select count(*) as "n" from "users";

-- users: add column data_version
alter table "users" add column "data_version" integer default 1 not null;

-- users: set data_version
update "users" set
  "data_version" = 2;

-- tasks: add column data_version
alter table "tasks" add column "data_version" integer;

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "tasks"."id", "tasks"."user_id"
from "tasks"
where not exists (select 1 as "one" from "users" as "u" where "u"."id" = "tasks"."user_id")
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- tasks: set data_version
update "tasks" set
  "data_version" = "u"."data_version"
from "users" as "u"
where "u"."id" = "tasks"."user_id";

-- tasks: alter column data_version
alter table "tasks" alter column "data_version" set not null;

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "tasks"."id", "tasks"."user_id"
from "tasks"
where not exists (select 1 as "one" from "users" as "mig_target" where "mig_target"."id" = "tasks"."user_id")
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "tasks"."id", "tasks"."data_version"
from "tasks"
where ("tasks"."data_version" = 2) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must agree with value 0, or D211 and everything is rolled back
select count(*) as "n" from "tasks";

-- must agree with value 1, or D211 and everything is rolled back
select count(*) as "n" from "users";

-- tasks: add constraint tasks_user
alter table "tasks" add constraint "tasks_user" foreign key ("user_id") references "users" ("id");

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of version_mark, mig.event gets the event 'reverted'
COMMIT;
