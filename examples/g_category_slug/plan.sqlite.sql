-- migration category_slugs, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

-- cannot be switched inside a transaction; the last steps look for orphans
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- kept as value 0
select count(*) as "n" from "task";

-- references without a counterpart that are there already
create temp table mig_orphans as
select 'task' as child, rowid as place, parent as parent from pragma_foreign_key_check('task');

-- create category_new
create table "category_new" (
  "id" integer constraint "category_new_pkey" primary key autoincrement,
  "name" varchar(60) not null,
  "slug" varchar(60) not null,
  constraint "category_new_name_key" unique ("name"),
  constraint "category_new_slug_key" unique ("slug")
);

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "mig_new"."category.id", "mig_new"."name"
from (
  select "category"."id" as "category.id",
    trim("category"."name") as "name",
    replace(mig_lower(trim("category"."name")), ' ', '-') as "slug"
  from "category"
) as "mig_new"
where (length("mig_new"."name") <= 60) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "mig_new"."category.id", "mig_new"."slug"
from (
  select "category"."id" as "category.id",
    trim("category"."name") as "name",
    replace(mig_lower(trim("category"."name")), ' ', '-') as "slug"
  from "category"
) as "mig_new"
where (length("mig_new"."slug") <= 60) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- insert into category_new
insert into "category_new" ("name", "slug")
select trim("category"."name") as "name",
  replace(mig_lower(trim("category"."name")), ' ', '-') as "slug"
from "category"
order by "category"."id";

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "c"."id", "c"."name"
from "category" as "c"
where not exists (select 1 as "one" from "category_new" as "n" where "n"."name" = trim("c"."name"))
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- rebuild task: drop foreign key task_category
create table "mig_new_task" (
  "id" integer primary key,
  "title" varchar(100) not null,
  "category_id" integer
);

-- copy the rows of task
insert or abort into "mig_new_task" ("id", "title", "category_id")
select "id", "title", "category_id"
from "task";

-- the copy takes the place of task
drop table "task";

-- the copy takes the place of task
alter table "mig_new_task" rename to "task";

-- must find no row, or D210 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "task"."id", "task"."category_id"
from "task"
where (
  select count(*) as "value"
  from "category" as "c" join "category_new" as "n" on "n"."name" = trim("c"."name")
  where "c"."id" = "task"."category_id"
) > 1
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- save rows beside the ledger
create table "mig_saved_category_slugs_1_task_category_id" (
  "id" integer,
  "old_category_id" integer,
  "new_category_id" integer
);

-- save rows beside the ledger
insert into "mig_saved_category_slugs_1_task_category_id"
select "task"."id", "task"."category_id" as "old_category_id", "n"."id" as "new_category_id"
from "task"
join ("category" as "c" join "category_new" as "n" on "n"."name" = trim("c"."name")) on "c"."id" = "task"."category_id";

-- update task
update "task" set
  "category_id" = "n"."id"
from "category" as "c" join "category_new" as "n" on "n"."name" = trim("c"."name")
where "c"."id" = "task"."category_id";

-- rebuild task: alter category_id type bigint, add foreign key task_category_new
create table "mig_new_task" (
  "id" integer primary key,
  "title" varchar(100) not null,
  "category_id" bigint,
  constraint "task_category_new" foreign key ("category_id") references "category_new" ("id")
);

-- copy the rows of task
insert or abort into "mig_new_task" ("id", "title", "category_id")
select "id", "title", "category_id"
from "task";

-- the copy takes the place of task
drop table "task";

-- the copy takes the place of task
alter table "mig_new_task" rename to "task";

-- these two must agree, or D211 and everything is rolled back
select count(*) as "n" from "task" where "task"."category_id" is null;
select 1 as "n";

-- these two must agree, or D211 and everything is rolled back
select count(*) as "n" from "category";
select count(*) as "n" from "category_new";

-- must agree with value 0, or D211 and everything is rolled back
select count(*) as "n" from "task";

-- must find no row, or D208 and everything is rolled back
select child as "table", place as "rowid", parent as "references", count(*) over () as mig_total
from (
select 'task' as child, rowid as place, parent as parent from pragma_foreign_key_check('task')
) as now
where not exists (select * from temp.mig_orphans as old where old.child = now.child and old.place is now.place and old.parent = now.parent)
limit 5;

-- no reference was lost
drop table temp.mig_orphans;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of category_slugs, mig_event gets the event 'reverted'
COMMIT;
PRAGMA foreign_keys = ON;
