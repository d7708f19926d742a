-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "mig_value"."name", count(*) as "rows"
from (
  select lower(btrim("shops"."country")) as "name"
  from "shops"
  where lower(btrim("shops"."country")) is not null
    and not exists (
    select 1 as "one"
    from "countries" as "mig_lookup"
    where "mig_lookup"."name" = lower(btrim("shops"."country"))
  )
) as "mig_value"
group by "mig_value"."name"
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- shops: add column country_id
alter table "shops" add column "country_id" integer;

-- shops: set country_id
update "shops" set
  "country_id" = "mig_lookup"."id"
from "countries" as "mig_lookup"
where "mig_lookup"."name" = lower(btrim("shops"."country"));

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "shops"."id", "shops"."country", "shops"."country_id"
from "shops" left join "countries" as "mig_lookup" on "mig_lookup"."id" = "shops"."country_id"
where lower(btrim("shops"."country")) is not null
  and "mig_lookup"."name" is distinct from lower(btrim("shops"."country"))
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- shops: add constraint shops_country_id_fkey
alter table "shops" add constraint "shops_country_id_fkey" foreign key ("country_id") references "countries" ("id") on delete set null;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
