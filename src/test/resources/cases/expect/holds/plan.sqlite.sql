-- migration case, nothing to take back, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- these two should agree, or D211 is told
select count(*) as "n" from "users";
select 4 as "n";

-- should find no row, or D211 is told
select q.*, count(*) over () as mig_total from (
select "users"."id" from "users" where "users"."id" < 0
) as q
order by 1 nulls last
limit 5;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
