-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- add column level
alter table "users" add column "level" integer;

-- must find no row, or D201 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."status", count(*) as "rows"
from "users"
where ("users"."status" in ('enabled', 'disabled', 'suspended') or "users"."status" is null) is not true
group by "users"."status"
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- update users
update "users" set
  "level" = case when "users"."status" = 'enabled' then 2 when "users"."status" in ('disabled', 'suspended') then 1 when "users"."status" is null then 0 end;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
