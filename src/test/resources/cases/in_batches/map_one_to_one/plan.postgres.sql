-- migration case, exact, postgres
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- mig.attempt remembers that the run is this far
COMMIT;

BEGIN;

-- kept as value 0
select count(*) as "n" from "orders";

-- kept as value 1
select count(*) as "n" from "teams";

-- kept as value 2
select count(*) as "n" from "users";

-- must find no row, or D201 and the run stops here: what is committed stays
select q.*, count(*) over () as mig_total from (
select "users"."status", count(*) as "rows"
from "users"
where ("users"."status" in ('enabled', 'disabled', 'suspended') or "users"."status" is null) is not true
group by "users"."status"
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- mig.attempt remembers that the run is this far
COMMIT;

-- users: set status; in batches along id of 1 rows; about 81 rows; keyset: too few rows for stripes to matter
-- again and again, until no key is left:
BEGIN;
-- users: set status
update "users" set
  "status" = case when "users"."status" = 'enabled' then 'active' when "users"."status" = 'disabled' then 'inactive' when "users"."status" = 'suspended' then 'on hold' when "users"."status" is null then null end
where "users"."status" in ('enabled', 'disabled', 'suspended') and ("users"."id" > :after and "users"."id" <= :upto);
-- mig.range: the cursor stands at :upto now
COMMIT;

BEGIN;

-- must agree with value 0, or D211 and the run stops here: what is committed stays
select count(*) as "n" from "orders";

-- must agree with value 1, or D211 and the run stops here: what is committed stays
select count(*) as "n" from "teams";

-- must agree with value 2, or D211 and the run stops here: what is committed stays
select count(*) as "n" from "users";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
