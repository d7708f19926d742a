-- migration category_paths, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

-- cannot be switched inside a transaction; the last steps look for orphans
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- references without a counterpart that are there already
create temp table mig_orphans as
select 'categories' as child, rowid as place, parent as parent from pragma_foreign_key_check('categories');

-- must find no row, or D232 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "a"."id",
  (
  select string_agg(cast("mig_step"."id" as text), ' → ' order by "mig_step"."depth") as "value"
  from (
    with recursive "mig_walk" as (
      select "mig_step"."id", "mig_step"."parent_id", 0 as "depth" from "categories" as "mig_step"
      where "mig_step"."id" = "a"."id"
      union all
      select "mig_step"."id", "mig_step"."parent_id", "mig_walk"."depth" + 1 from "mig_walk" join "categories" as "mig_step"
      on "mig_step"."id" = "mig_walk"."parent_id" and "mig_walk"."depth" < 20 and ("mig_walk"."depth" = 0 or not "mig_walk"."id" = "a"."id")
    )
    select * from "mig_walk"
  ) as "mig_step"
) as "path"
from "categories" as "a"
left join (
  with recursive "mig_walk" as (
    select "mig_top"."id", "mig_top"."parent_id", 0 as "depth" from "categories" as "mig_top"
    where not exists (
      select 1 as "one"
      from "categories" as "mig_parent"
      where "mig_parent"."id" = "mig_top"."parent_id"
    )
    union all
    select "mig_top"."id", "mig_top"."parent_id", "mig_walk"."depth" + 1 from "mig_walk" join "categories" as "mig_top"
    on "mig_top"."parent_id" = "mig_walk"."id" and "mig_walk"."depth" < 10000
  )
  select * from "mig_walk"
) as "mig_top" on "mig_top"."id" = "a"."id"
where "mig_top"."depth" is null
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- rebuild categories: add column level
create table "mig_new_categories" (
  "id" integer primary key,
  "parent_id" integer,
  "name" varchar(40) not null,
  "level" integer not null,
  foreign key ("parent_id") references "categories" ("id")
);

-- copy the rows of categories
insert or abort into "mig_new_categories" ("id", "parent_id", "name", "level")
select "id", "parent_id", "name", (
  select max("a"."depth") as "value"
  from (
    with recursive "mig_walk" as (
      select "a"."id", "a"."parent_id", "a"."name", 0 as "depth" from "categories" as "a"
      where "a"."id" = "categories"."id"
      union all
      select "a"."id", "a"."parent_id", "a"."name", "mig_walk"."depth" + 1 from "mig_walk" join "categories" as "a"
      on "a"."id" = "mig_walk"."parent_id" and "mig_walk"."depth" < 10000
    )
    select * from "mig_walk"
  ) as "a"
)
from "categories";

-- the copy takes the place of categories
drop table "categories";

-- the copy takes the place of categories
alter table "mig_new_categories" rename to "categories";

-- must find no row, or D232 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "a"."id",
  (
  select string_agg(cast("mig_step"."id" as text), ' → ' order by "mig_step"."depth") as "value"
  from (
    with recursive "mig_walk" as (
      select "mig_step"."id", "mig_step"."parent_id", 0 as "depth" from "categories" as "mig_step"
      where "mig_step"."id" = "a"."id"
      union all
      select "mig_step"."id", "mig_step"."parent_id", "mig_walk"."depth" + 1 from "mig_walk" join "categories" as "mig_step"
      on "mig_step"."id" = "mig_walk"."parent_id" and "mig_walk"."depth" < 20 and ("mig_walk"."depth" = 0 or not "mig_walk"."id" = "a"."id")
    )
    select * from "mig_walk"
  ) as "mig_step"
) as "path"
from "categories" as "a"
left join (
  with recursive "mig_walk" as (
    select "mig_top"."id", "mig_top"."parent_id", 0 as "depth" from "categories" as "mig_top"
    where not exists (
      select 1 as "one"
      from "categories" as "mig_parent"
      where "mig_parent"."id" = "mig_top"."parent_id"
    )
    union all
    select "mig_top"."id", "mig_top"."parent_id", "mig_walk"."depth" + 1 from "mig_walk" join "categories" as "mig_top"
    on "mig_top"."parent_id" = "mig_walk"."id" and "mig_walk"."depth" < 10000
  )
  select * from "mig_walk"
) as "mig_top" on "mig_top"."id" = "a"."id"
where "mig_top"."depth" is null
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- rebuild categories: add column path
create table "mig_new_categories" (
  "id" integer primary key,
  "parent_id" integer,
  "name" varchar(40) not null,
  "level" integer not null,
  "path" varchar(200) not null,
  foreign key ("parent_id") references "categories" ("id")
);

-- copy the rows of categories
insert or abort into "mig_new_categories" ("id", "parent_id", "name", "level", "path")
select "id", "parent_id", "name", "level", (
  select string_agg("a"."name", ' / ' order by "a"."depth" desc) as "value"
  from (
    with recursive "mig_walk" as (
      select "a"."id", "a"."parent_id", "a"."name", "a"."level", 0 as "depth" from "categories" as "a"
      where "a"."id" = "categories"."id"
      union all
      select "a"."id", "a"."parent_id", "a"."name", "a"."level", "mig_walk"."depth" + 1 from "mig_walk" join "categories" as "a"
      on "a"."id" = "mig_walk"."parent_id" and "mig_walk"."depth" < 10000
    )
    select * from "mig_walk"
  ) as "a"
)
from "categories";

-- the copy takes the place of categories
drop table "categories";

-- the copy takes the place of categories
alter table "mig_new_categories" rename to "categories";

-- must find no row, or D208 and everything is rolled back
select child as "table", place as "rowid", parent as "references", count(*) over () as mig_total
from (
select 'categories' as child, rowid as place, parent as parent from pragma_foreign_key_check('categories')
) as now
where not exists (select * from temp.mig_orphans as old where old.child = now.child and old.place is now.place and old.parent = now.parent)
limit 5;

-- no reference was lost
drop table temp.mig_orphans;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of category_paths, mig_event gets the event 'reverted'
COMMIT;
PRAGMA foreign_keys = ON;
