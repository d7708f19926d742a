-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- must find no row, or D201 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."status", count(*) as "rows"
from "users"
where ("users"."status" in ('enabled', 'disabled', 'suspended') or "users"."status" is null) is not true
group by "users"."status"
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- users: set status
update "users" set
  "status" = case when "users"."status" = 'enabled' then 'active' when "users"."status" = 'disabled' then 'inactive' when "users"."status" = 'suspended' then 'barred' when "users"."status" is null then 'unknown' end
where "users"."status" in ('enabled', 'disabled', 'suspended') or "users"."status" is null;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
