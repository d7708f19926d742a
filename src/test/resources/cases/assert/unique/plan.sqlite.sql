-- migration case, nothing to take back, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select mig_lower("users"."email") as "value_1", count(*) as "rows"
from "users"
group by mig_lower("users"."email")
having count(*) > 1
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."status", count(*) as "rows"
from "users"
where "users"."status" is not null
group by "users"."status"
having count(*) > 1
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."team_id", "users"."age", count(*) as "rows"
from "users"
where "users"."team_id" is not null and "users"."age" is not null
group by "users"."team_id", "users"."age"
having count(*) > 1
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
