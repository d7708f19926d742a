-- migration opening_moments, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- visits: add column at
alter table "visits" add column "at" timestamptz;

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "visits"."id", "visits"."shop_id"
from "visits"
where not exists (select 1 as "one" from "shops" as "s" where "s"."id" = "visits"."shop_id")
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- visits: set at
update "visits" set
  "at" = "visits"."local_time" at time zone "s"."zone"
from "shops" as "s"
where "s"."id" = "visits"."shop_id";

-- visits: alter column at
alter table "visits" alter column "at" set not null;

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "visits"."id", "visits"."at", "visits"."local_time"
from "visits"
where ("visits"."at" at time zone (select "s"."zone" as "value" from "shops" as "s" where "s"."id" = "visits"."shop_id")) <> "visits"."local_time"
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.opening_moments_1_visits_local_time
create table "mig_saved"."opening_moments_1_visits_local_time" as
select "visits"."id", "visits"."local_time" from "visits";

-- visits: drop column local_time
alter table "visits" drop column "local_time";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of opening_moments, mig.event gets the event 'reverted'
COMMIT;
