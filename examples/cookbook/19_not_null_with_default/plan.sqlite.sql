-- migration priority_not_null, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- these two should agree, or D216 is told
select exists (select 1 as "one" from "tasks" where "tasks"."priority" is null) or not exists (select 1 as "one" from "tasks") as "fillable";
select true as "fillable";

-- save rows beside the ledger
create table "mig_saved_priority_not_null_1_tasks_priority" (
  "id" integer,
  "old_priority" varchar(10),
  "new_priority" varchar(10)
);

-- save rows beside the ledger
insert into "mig_saved_priority_not_null_1_tasks_priority"
select "tasks"."id", "tasks"."priority" as "old_priority", 'normal' as "new_priority"
from "tasks"
where "tasks"."priority" is null;

-- update tasks
update "tasks" set
  "priority" = 'normal'
where "tasks"."priority" is null;

-- rebuild tasks: alter priority set not null set default
create table "mig_new_tasks" (
  "id" integer primary key,
  "priority" varchar(10) not null default 'normal'
);

-- copy the rows of tasks
insert or abort into "mig_new_tasks" ("id", "priority")
select "id", "priority"
from "tasks";

-- the copy takes the place of tasks
drop table "tasks";

-- the copy takes the place of tasks
alter table "mig_new_tasks" rename to "tasks";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of priority_not_null, mig_event gets the event 'reverted'
COMMIT;
