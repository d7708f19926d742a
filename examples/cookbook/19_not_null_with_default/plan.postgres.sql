-- migration priority_not_null, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- these two should agree, or D216 is told
select exists (select 1 as "one" from "tasks" where "tasks"."priority" is null) or not exists (select 1 as "one" from "tasks") as "fillable";
select true as "fillable";

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.priority_not_null_1_tasks_priority
create table "mig_saved"."priority_not_null_1_tasks_priority" as
select "tasks"."id", "tasks"."priority" as "old_priority", 'normal' as "new_priority"
from "tasks"
where "tasks"."priority" is null;

-- tasks: set priority
update "tasks" set
  "priority" = 'normal'
where "tasks"."priority" is null;

-- tasks: alter column priority
alter table "tasks"
  alter column "priority" set default 'normal',
  alter column "priority" set not null;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of priority_not_null, mig.event gets the event 'reverted'
COMMIT;
