-- migration case, none, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."email"
from "users"
where (length(lower("users"."email")) <= 20) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- users: set email
update "users" set
  "email" = lower("users"."email");

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
