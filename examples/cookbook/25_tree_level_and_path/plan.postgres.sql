-- migration category_paths, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- must find no row, or D232 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "a"."id",
  (
  select string_agg("mig_step"."id"::text, ' → ' order by "mig_step"."depth") as "value"
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

-- categories: add column level
alter table "categories" add column "level" integer;

-- categories: fill column level
update "categories" set "level" = (
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
);

-- categories: column level as it shall be
alter table "categories" alter column "level" set not null;

-- must find no row, or D232 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "a"."id",
  (
  select string_agg("mig_step"."id"::text, ' → ' order by "mig_step"."depth") as "value"
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

-- categories: add column path
alter table "categories" add column "path" varchar(200);

-- categories: fill column path
update "categories" set "path" = (
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
);

-- categories: column path as it shall be
alter table "categories" alter column "path" set not null;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of category_paths, mig.event gets the event 'reverted'
COMMIT;
