-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- must find no row, or D232 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "c"."id",
  (
  select string_agg("mig_step"."id"::text, ' → ' order by "mig_step"."depth") as "value"
  from (
    with recursive "mig_walk" as (
      select "mig_step"."id", "mig_step"."parent_id", 0 as "depth" from "categories" as "mig_step"
      where "mig_step"."id" = "c"."id"
      union all
      select "mig_step"."id", "mig_step"."parent_id", "mig_walk"."depth" + 1 from "mig_walk" join "categories" as "mig_step"
      on "mig_step"."id" = "mig_walk"."parent_id" and "mig_walk"."depth" < 20 and ("mig_walk"."depth" = 0 or not "mig_walk"."id" = "c"."id")
    )
    select * from "mig_walk"
  ) as "mig_step"
) as "path"
from "categories" as "c"
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
) as "mig_top" on "mig_top"."id" = "c"."id"
where "mig_top"."depth" is null and "c"."id" = 6
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- for saved rows
create schema if not exists "mig_saved";

-- for the keys of new rows
create table "mig_saved"."case_1_picked_keys" as select "id" from "picked" with no data;

-- insert rows into picked
with mig_new as (
insert into "picked" ("id", "name", "depth")
select "c"."id", "c"."name", "c"."depth"
from (
  with recursive "mig_walk" as (
    select "c"."id", "c"."name", "c"."parent_id", "c"."level", "c"."path", 0 as "depth" from "categories" as "c"
    where "c"."id" = 6
    union all
    select "c"."id", "c"."name", "c"."parent_id", "c"."level", "c"."path", "mig_walk"."depth" + 1 from "mig_walk" join "categories" as "c"
    on "c"."id" = "mig_walk"."parent_id" and "mig_walk"."depth" < 10000
  )
  select * from "mig_walk"
) as "c"
where "c"."depth" > 0
order by "c"."id"
returning "id", xmax = 0 as mig_inserted)
insert into "mig_saved"."case_1_picked_keys" ("id")
select "id" from mig_new where mig_inserted;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
