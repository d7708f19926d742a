-- migration case, none, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- must find no row, or D232 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "a"."tenant",
  "a"."code",
  (
  select string_agg("mig_step"."tenant"::text || ', ' || "mig_step"."code", ' → ' order by "mig_step"."depth") as "value"
  from (
    with recursive "mig_walk" as (
      select "mig_step"."tenant", "mig_step"."code", "mig_step"."parent", 0 as "depth" from "nodes" as "mig_step"
      where "mig_step"."tenant" = "a"."tenant" and "mig_step"."code" = "a"."code"
      union all
      select "mig_step"."tenant", "mig_step"."code", "mig_step"."parent", "mig_walk"."depth" + 1 from "mig_walk" join "nodes" as "mig_step"
      on "mig_step"."tenant" = "mig_walk"."tenant" and "mig_step"."code" = "mig_walk"."parent" and "mig_walk"."depth" < 20 and ("mig_walk"."depth" = 0 or not ("mig_walk"."tenant" = "a"."tenant" and "mig_walk"."code" = "a"."code"))
    )
    select * from "mig_walk"
  ) as "mig_step"
) as "path"
from "nodes" as "a"
left join (
  with recursive "mig_walk" as (
    select "mig_top"."tenant", "mig_top"."code", "mig_top"."parent", 0 as "depth" from "nodes" as "mig_top"
    where not exists (
      select 1 as "one"
      from "nodes" as "mig_parent"
      where "mig_parent"."tenant" = "mig_top"."tenant"
        and "mig_parent"."code" = "mig_top"."parent"
    )
    union all
    select "mig_top"."tenant", "mig_top"."code", "mig_top"."parent", "mig_walk"."depth" + 1 from "mig_walk" join "nodes" as "mig_top"
    on "mig_top"."tenant" = "mig_walk"."tenant" and "mig_top"."parent" = "mig_walk"."code" and "mig_walk"."depth" < 10000
  )
  select * from "mig_walk"
) as "mig_top" on "mig_top"."tenant" = "a"."tenant" and "mig_top"."code" = "a"."code"
where "mig_top"."depth" is null
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- nodes: set depth
update "nodes" set
  "depth" = (
  select max("a"."depth") as "value"
  from (
    with recursive "mig_walk" as (
      select "a"."tenant", "a"."code", "a"."parent", 0 as "depth" from "nodes" as "a"
      where "a"."tenant" = "nodes"."tenant" and "a"."code" = "nodes"."code"
      union all
      select "a"."tenant", "a"."code", "a"."parent", "mig_walk"."depth" + 1 from "mig_walk" join "nodes" as "a"
      on "a"."tenant" = "mig_walk"."tenant" and "a"."code" = "mig_walk"."parent" and "mig_walk"."depth" < 10000
    )
    select * from "mig_walk"
  ) as "a"
);

-- must find no row, or D232 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "d"."tenant",
  "d"."code",
  (
  select string_agg("mig_step"."tenant"::text || ', ' || "mig_step"."code", ' → ' order by "mig_step"."depth") as "value"
  from (
    with recursive "mig_walk" as (
      select "mig_step"."tenant", "mig_step"."code", "mig_step"."parent", 0 as "depth" from "nodes" as "mig_step"
      where "mig_step"."tenant" = "d"."tenant" and "mig_step"."code" = "d"."code"
      union all
      select "mig_step"."tenant", "mig_step"."code", "mig_step"."parent", "mig_walk"."depth" + 1 from "mig_walk" join "nodes" as "mig_step"
      on "mig_step"."tenant" = "mig_walk"."tenant" and "mig_step"."code" = "mig_walk"."parent" and "mig_walk"."depth" < 20 and ("mig_walk"."depth" = 0 or not ("mig_walk"."tenant" = "d"."tenant" and "mig_walk"."code" = "d"."code"))
    )
    select * from "mig_walk"
  ) as "mig_step"
) as "path"
from "nodes" as "d"
left join (
  with recursive "mig_walk" as (
    select "mig_top"."tenant", "mig_top"."code", "mig_top"."parent", 0 as "depth" from "nodes" as "mig_top"
    where not exists (
      select 1 as "one"
      from "nodes" as "mig_parent"
      where "mig_parent"."tenant" = "mig_top"."tenant"
        and "mig_parent"."code" = "mig_top"."parent"
    )
    union all
    select "mig_top"."tenant", "mig_top"."code", "mig_top"."parent", "mig_walk"."depth" + 1 from "mig_walk" join "nodes" as "mig_top"
    on "mig_top"."tenant" = "mig_walk"."tenant" and "mig_top"."parent" = "mig_walk"."code" and "mig_walk"."depth" < 10000
  )
  select * from "mig_walk"
) as "mig_top" on "mig_top"."tenant" = "d"."tenant" and "mig_top"."code" = "d"."code"
where "mig_top"."depth" is null
  and "d"."tenant" = 1
  and "d"."code" = 'b'
  and exists (
  select 1 as "one"
  from (
    with recursive "mig_walk" as (
      select "mig_step"."tenant", "mig_step"."code", "mig_step"."parent", 0 as "depth" from "nodes" as "mig_step"
      where "mig_step"."tenant" = "d"."tenant" and "mig_step"."code" = "d"."code"
      union all
      select "mig_step"."tenant", "mig_step"."code", "mig_step"."parent", "mig_walk"."depth" + 1 from "mig_walk" join "nodes" as "mig_step"
      on "mig_step"."tenant" = "mig_walk"."tenant" and "mig_step"."code" = "mig_walk"."parent" and "mig_walk"."depth" < 10000 and ("mig_walk"."depth" = 0 or not ("mig_walk"."tenant" = "d"."tenant" and "mig_walk"."code" = "d"."code"))
    )
    select * from "mig_walk"
  ) as "mig_step"
  where "mig_step"."depth" > 0
    and "mig_step"."tenant" = "d"."tenant"
    and "mig_step"."code" = "d"."code"
)
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- these two must agree, or D211 and everything is rolled back
select count(*) as "n"
from "nodes" as "n"
where exists (
  select 1 as "value"
  from (
    with recursive "mig_walk" as (
      select "d"."tenant", "d"."code", "d"."parent", 0 as "depth" from "nodes" as "d"
      where "d"."tenant" = 1 and "d"."code" = 'b'
      union all
      select "d"."tenant", "d"."code", "d"."parent", "mig_walk"."depth" + 1 from "mig_walk" join "nodes" as "d"
      on "d"."tenant" = "mig_walk"."tenant" and "d"."parent" = "mig_walk"."code" and "mig_walk"."depth" < 10000
    )
    select * from "mig_walk"
  ) as "d"
  where "d"."code" = "n"."code" and "d"."tenant" = "n"."tenant"
);
select 2 as "n";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
