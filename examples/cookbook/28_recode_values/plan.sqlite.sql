-- migration parcel_states, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- must find no row, or D201 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "parcels"."state", count(*) as "rows"
from "parcels"
where ("parcels"."state" in ('N', 'T', 'D')) is not true
group by "parcels"."state"
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- update parcels
update "parcels" set
  "state" = case when "parcels"."state" = 'N' then 'new' when "parcels"."state" = 'T' then 'travelling' when "parcels"."state" = 'D' then 'delivered' end
where "parcels"."state" in ('N', 'T', 'D');

-- must find no row, or D201 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "parcels"."size", count(*) as "rows"
from "parcels"
where ("parcels"."size" in ('large', 'small')) is not true
group by "parcels"."size"
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- update parcels
update "parcels" set
  "size" = case when "parcels"."size" = 'large' then 'small' when "parcels"."size" = 'small' then 'large' end
where "parcels"."size" in ('large', 'small');

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of parcel_states, mig_event gets the event 'reverted'
COMMIT;
