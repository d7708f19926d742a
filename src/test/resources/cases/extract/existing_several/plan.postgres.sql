-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- must find no row, or D203 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "shops"."id", "shops"."country", "shops"."region"
from "shops"
where (lower(btrim("shops"."country")) is null or "shops"."region" is null)
  and (lower(btrim("shops"."country")) is not null or "shops"."region" is not null)
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "mig_new"."country"
from (
  select "mig_value"."country", "mig_value"."region"
  from (
    select lower(btrim("shops"."country")) as "country", "shops"."region"
    from "shops"
    where lower(btrim("shops"."country")) is not null
      and "shops"."region" is not null
      and not exists (
      select 1 as "one"
      from "places" as "mig_lookup"
      where "mig_lookup"."country" = lower(btrim("shops"."country"))
        and "mig_lookup"."region" = "shops"."region"
    )
  ) as "mig_value"
  group by "mig_value"."country", "mig_value"."region"
) as "mig_new"
where (length("mig_new"."country") <= 30) is not true
) as q
order by 1 nulls last
limit 5;

-- for saved rows
create schema if not exists "mig_saved";

-- for the keys of new rows
create table "mig_saved"."case_1_places_keys" as select "id" from "places" with no data;

-- insert rows into places
with mig_new as (
insert into "places" ("country", "region")
select "mig_value"."country", "mig_value"."region"
from (
  select lower(btrim("shops"."country")) as "country", "shops"."region"
  from "shops"
  where lower(btrim("shops"."country")) is not null
    and "shops"."region" is not null
    and not exists (
    select 1 as "one"
    from "places" as "mig_lookup"
    where "mig_lookup"."country" = lower(btrim("shops"."country"))
      and "mig_lookup"."region" = "shops"."region"
  )
) as "mig_value"
group by "mig_value"."country", "mig_value"."region"
order by "mig_value"."country" collate "C", "mig_value"."region" collate "C"
returning "id", xmax = 0 as mig_inserted)
insert into "mig_saved"."case_1_places_keys" ("id")
select "id" from mig_new where mig_inserted;

-- shops: add column place_id
alter table "shops" add column "place_id" bigint;

-- shops: set place_id
update "shops" set
  "place_id" = "mig_lookup"."id"::bigint
from "places" as "mig_lookup"
where "mig_lookup"."country" = lower(btrim("shops"."country")) and "mig_lookup"."region" = "shops"."region";

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "shops"."id", "shops"."country", "shops"."region", "shops"."place_id"
from "shops" left join "places" as "mig_lookup" on "mig_lookup"."id" = "shops"."place_id"
where lower(btrim("shops"."country")) is not null
  and "shops"."region" is not null
  and ("mig_lookup"."country" is distinct from lower(btrim("shops"."country")) or "mig_lookup"."region" is distinct from "shops"."region")
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last, 4 nulls last
limit 5;

-- shops: add constraint shops_place_id_fkey
alter table "shops" add constraint "shops_place_id_fkey" foreign key ("place_id") references "places" ("id") on delete restrict;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
