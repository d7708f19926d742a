-- migration case, exact, sqlite
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

-- cannot be switched inside a transaction; the last steps look for orphans
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- create categories
create table "categories" (
  "id" integer constraint "categories_pkey" primary key autoincrement,
  "name" text not null,
  constraint "categories_name_key" unique ("name")
);

-- insert into categories
insert into "categories" ("name")
select "mig_value"."name"
from (
  select "tasks"."category" as "name"
  from "tasks"
  where not exists (
    select 1 as "one"
    from "categories" as "mig_lookup"
    where "mig_lookup"."name" = "tasks"."category"
  )
) as "mig_value"
group by "mig_value"."name"
order by "mig_value"."name";

-- add column category_id
alter table "tasks" add column "category_id" bigint;

-- mig_attempt remembers that the run is this far
COMMIT;
PRAGMA foreign_keys = ON;

-- update tasks; in batches along id of 2 rows; about 4 rows; keyset: other writers get their turn after each batch
-- again and again, until no key is left:
BEGIN IMMEDIATE;
-- update tasks
update "tasks" set
  "category_id" = "mig_lookup"."id"
from "categories" as "mig_lookup"
where "mig_lookup"."name" = "tasks"."category" and ("tasks"."id" > :after and "tasks"."id" <= :upto);
-- mig_range: the cursor stands at :upto now
COMMIT;
-- afterwards a sweep of the whole table finds nothing left to do
select "tasks"."id"
from "tasks" cross join "categories" as "mig_lookup"
where "mig_lookup"."name" = "tasks"."category"
  and "tasks"."category_id" is distinct from "mig_lookup"."id";
-- for what it finds: update tasks
update "tasks" set
  "category_id" = "mig_lookup"."id"
from "categories" as "mig_lookup"
where "mig_lookup"."name" = "tasks"."category" and "tasks"."category_id" is distinct from "mig_lookup"."id" and ("tasks"."id" > :after and "tasks"."id" <= :upto);

-- cannot be switched inside a transaction; the last steps look for orphans
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- references without a counterpart that are there already
create temp table mig_orphans as
select 'tasks' as child, rowid as place, parent as parent from pragma_foreign_key_check('tasks');

-- must find no row, or D211 and the run stops here: what is committed stays
select q.*, count(*) over () as mig_total from (
select "tasks"."id", "tasks"."category", "tasks"."category_id"
from "tasks"
left join "categories" as "mig_lookup" on "mig_lookup"."id" = "tasks"."category_id"
where "mig_lookup"."name" is distinct from "tasks"."category"
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- rebuild tasks: add foreign key tasks_category_id_fkey
create table "mig_new_tasks" (
  "id" integer primary key,
  "category" text not null,
  "category_id" bigint,
  constraint "tasks_category_id_fkey" foreign key ("category_id") references "categories" ("id")
);

-- copy the rows of tasks
insert or abort into "mig_new_tasks" ("id", "category", "category_id")
select "id", "category", "category_id"
from "tasks";

-- the copy takes the place of tasks
drop table "tasks";

-- the copy takes the place of tasks
alter table "mig_new_tasks" rename to "tasks";

-- must find no row, or D208 and the run stops here: what is committed stays
select child as "table", place as "rowid", parent as "references", count(*) over () as mig_total
from (
select 'tasks' as child, rowid as place, parent as parent from pragma_foreign_key_check('tasks')
) as now
where not exists (select * from temp.mig_orphans as old where old.child = now.child and old.place is now.place and old.parent = now.parent)
limit 5;

-- no reference was lost
drop table temp.mig_orphans;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
PRAGMA foreign_keys = ON;
