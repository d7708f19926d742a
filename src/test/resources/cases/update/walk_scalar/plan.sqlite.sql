-- migration case, none, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

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

-- update categories
update "categories" set
  "level" = (
  select max("a"."depth") as "value"
  from (
    with recursive "mig_walk" as (
      select "a"."id", "a"."name", "a"."parent_id", "a"."level", "a"."path", 0 as "depth" from "categories" as "a"
      where "a"."id" = "categories"."id"
      union all
      select "a"."id", "a"."name", "a"."parent_id", "a"."level", "a"."path", "mig_walk"."depth" + 1 from "mig_walk" join "categories" as "a"
      on "a"."id" = "mig_walk"."parent_id" and "mig_walk"."depth" < 10000
    )
    select * from "mig_walk"
  ) as "a"
),
  "path" = (
  select string_agg("a"."name", ' / ' order by "a"."depth" desc) as "value"
  from (
    with recursive "mig_walk" as (
      select "a"."id", "a"."name", "a"."parent_id", "a"."level", "a"."path", 0 as "depth" from "categories" as "a"
      where "a"."id" = "categories"."id"
      union all
      select "a"."id", "a"."name", "a"."parent_id", "a"."level", "a"."path", "mig_walk"."depth" + 1 from "mig_walk" join "categories" as "a"
      on "a"."id" = "mig_walk"."parent_id" and "mig_walk"."depth" < 10000
    )
    select * from "mig_walk"
  ) as "a"
);

-- these two must agree, or D211 and everything is rolled back
select count(*) as "n" from "categories" where "categories"."level" = 2;
select 2 as "n";

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

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "r"."id", "r"."level"
from "categories" as "r"
where (
  select count(*) as "value"
  from (
    with recursive "mig_walk" as (
      select "a"."id", "a"."name", "a"."parent_id", "a"."level", "a"."path", 0 as "depth" from "categories" as "a"
      where "a"."id" = "r"."id"
      union all
      select "a"."id", "a"."name", "a"."parent_id", "a"."level", "a"."path", "mig_walk"."depth" + 1 from "mig_walk" join "categories" as "a"
      on "a"."id" = "mig_walk"."parent_id" and "mig_walk"."depth" < 10000
    )
    select * from "mig_walk"
  ) as "a"
) <> "r"."level" + 1
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
