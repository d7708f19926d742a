-- migration category_ancestors, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- create table category_ancestors
create table "category_ancestors" (
  "category_id" integer not null,
  "ancestor_id" integer not null,
  "steps" integer not null,
  constraint "category_ancestors_pkey" primary key ("category_id", "ancestor_id"),
  constraint "category_ancestors_category_id_fkey" foreign key ("category_id") references "categories" ("id") on delete cascade,
  constraint "category_ancestors_ancestor_id_fkey" foreign key ("ancestor_id") references "categories" ("id") on delete cascade
);

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

-- must find no row, or D231 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "c"."id"
from "categories" as "c"
where case when (
  select jsonb_agg(to_jsonb(trim_scale("a"."id"::numeric)) order by "a"."depth") as "value"
  from (
    with recursive "mig_walk" as (
      select "a"."id", "a"."parent_id", "a"."name", 0 as "depth" from "categories" as "a"
      where "a"."id" = "c"."id"
      union all
      select "a"."id", "a"."parent_id", "a"."name", "mig_walk"."depth" + 1 from "mig_walk" join "categories" as "a"
      on "a"."id" = "mig_walk"."parent_id" and "mig_walk"."depth" < 10000
    )
    select * from "mig_walk"
  ) as "a"
) is null then false else jsonb_typeof((
  select jsonb_agg(to_jsonb(trim_scale("a"."id"::numeric)) order by "a"."depth") as "value"
  from (
    with recursive "mig_walk" as (
      select "a"."id", "a"."parent_id", "a"."name", 0 as "depth" from "categories" as "a"
      where "a"."id" = "c"."id"
      union all
      select "a"."id", "a"."parent_id", "a"."name", "mig_walk"."depth" + 1 from "mig_walk" join "categories" as "a"
      on "a"."id" = "mig_walk"."parent_id" and "mig_walk"."depth" < 10000
    )
    select * from "mig_walk"
  ) as "a"
)) not in ('array', 'null') end
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "c"."id"
from "categories" as "c"
where case when (
  select jsonb_agg(to_jsonb(trim_scale("a"."id"::numeric)) order by "a"."depth") as "value"
  from (
    with recursive "mig_walk" as (
      select "a"."id", "a"."parent_id", "a"."name", 0 as "depth" from "categories" as "a"
      where "a"."id" = "c"."id"
      union all
      select "a"."id", "a"."parent_id", "a"."name", "mig_walk"."depth" + 1 from "mig_walk" join "categories" as "a"
      on "a"."id" = "mig_walk"."parent_id" and "mig_walk"."depth" < 10000
    )
    select * from "mig_walk"
  ) as "a"
) is null then true else jsonb_typeof((
  select jsonb_agg(to_jsonb(trim_scale("a"."id"::numeric)) order by "a"."depth") as "value"
  from (
    with recursive "mig_walk" as (
      select "a"."id", "a"."parent_id", "a"."name", 0 as "depth" from "categories" as "a"
      where "a"."id" = "c"."id"
      union all
      select "a"."id", "a"."parent_id", "a"."name", "mig_walk"."depth" + 1 from "mig_walk" join "categories" as "a"
      on "a"."id" = "mig_walk"."parent_id" and "mig_walk"."depth" < 10000
    )
    select * from "mig_walk"
  ) as "a"
)) = 'null' end
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "mig_new"."c.id", "mig_new"."up.place", "mig_new"."steps"
from (
  select "c"."id" as "c.id",
    "up"."place" as "up.place",
    "c"."id" as "category_id",
    "up"."text"::integer as "ancestor_id",
    "up"."place" - 1 as "steps"
  from "categories" as "c"
  cross join lateral (
    select e.value #>> '{}' as "text", e.value as "json", e.ordinality as "place"
    from jsonb_array_elements((
    select jsonb_agg(to_jsonb(trim_scale("a"."id"::numeric)) order by "a"."depth") as "value"
    from (
      with recursive "mig_walk" as (
        select "a"."id", "a"."parent_id", "a"."name", 0 as "depth" from "categories" as "a"
        where "a"."id" = "c"."id"
        union all
        select "a"."id", "a"."parent_id", "a"."name", "mig_walk"."depth" + 1 from "mig_walk" join "categories" as "a"
        on "a"."id" = "mig_walk"."parent_id" and "mig_walk"."depth" < 10000
      )
      select * from "mig_walk"
    ) as "a"
  )) with ordinality as e
  ) as "up"
) as "mig_new"
where ("mig_new"."steps" between -2147483648 and 2147483647) is not true
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- insert rows into category_ancestors
insert into "category_ancestors" ("category_id", "ancestor_id", "steps")
select "c"."id" as "category_id",
  "up"."text"::integer as "ancestor_id",
  ("up"."place" - 1)::integer as "steps"
from "categories" as "c"
cross join lateral (
  select e.value #>> '{}' as "text", e.value as "json", e.ordinality as "place"
  from jsonb_array_elements((
  select jsonb_agg(to_jsonb(trim_scale("a"."id"::numeric)) order by "a"."depth") as "value"
  from (
    with recursive "mig_walk" as (
      select "a"."id", "a"."parent_id", "a"."name", 0 as "depth" from "categories" as "a"
      where "a"."id" = "c"."id"
      union all
      select "a"."id", "a"."parent_id", "a"."name", "mig_walk"."depth" + 1 from "mig_walk" join "categories" as "a"
      on "a"."id" = "mig_walk"."parent_id" and "mig_walk"."depth" < 10000
    )
    select * from "mig_walk"
  ) as "a"
)) with ordinality as e
) as "up"
order by "c"."id", "up"."place";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of category_ancestors, mig.event gets the event 'reverted'
COMMIT;
