-- migration case, nothing to take back, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- these two should agree, or D211 is told
select count(*) as "n" from "users";
select 5 as "n";

-- should find no row, or D211 is told
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."age" from "users" where "users"."age" > 30
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- should find no row, or D211 is told
select q.*, count(*) over () as mig_total from (
select "users"."team_id", count(*) as "rows"
from "users"
where "users"."team_id" is not null
group by "users"."team_id"
having count(*) > 1
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
