-- migration version_mark, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

-- cannot be switched inside a transaction; the last steps look for orphans
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- kept as value 0
select count(*) as "n" from "tasks";

-- kept as value 1
select count(*) as "n" from "users";

-- references without a counterpart that are there already
create temp table mig_orphans as
select 'tasks' as child, rowid as place, parent as parent from pragma_foreign_key_check('tasks');

-- add column data_version
alter table "users" add column "data_version" integer not null default 1;

-- update users
update "users" set
  "data_version" = 2;

-- add column data_version
alter table "tasks" add column "data_version" integer;

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "tasks"."id", "tasks"."user_id"
from "tasks"
where not exists (select 1 as "one" from "users" as "u" where "u"."id" = "tasks"."user_id")
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- update tasks
update "tasks" set
  "data_version" = "u"."data_version"
from "users" as "u"
where "u"."id" = "tasks"."user_id";

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

-- rebuild tasks: alter data_version set not null, add foreign key tasks_user
create table "mig_new_tasks" (
  "id" integer primary key,
  "user_id" integer not null,
  "title" varchar(100) not null,
  "data_version" integer not null,
  constraint "tasks_user" foreign key ("user_id") references "users" ("id")
);

-- copy the rows of tasks
insert or abort into "mig_new_tasks" ("id", "user_id", "title", "data_version")
select "id", "user_id", "title", "data_version"
from "tasks";

-- the copy takes the place of tasks
drop table "tasks";

-- the copy takes the place of tasks
alter table "mig_new_tasks" rename to "tasks";

-- must find no row, or D208 and everything is rolled back
select child as "table", place as "rowid", parent as "references", count(*) over () as mig_total
from (
select 'tasks' as child, rowid as place, parent as parent from pragma_foreign_key_check('tasks')
) as now
where not exists (select * from temp.mig_orphans as old where old.child = now.child and old.place is now.place and old.parent = now.parent)
limit 5;

-- no reference was lost
drop table temp.mig_orphans;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of version_mark, mig_event gets the event 'reverted'
COMMIT;
PRAGMA foreign_keys = ON;
