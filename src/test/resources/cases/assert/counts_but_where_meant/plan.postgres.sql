-- migration case, none, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- kept as value 0
select count(*) as "n" from "teams";

-- kept as value 1
select count(*) as "n" from "users";

-- delete rows of orders
delete from "orders"
where "orders"."id" = 12;

-- must agree with value 0, or D211 and everything is rolled back
select count(*) as "n" from "teams";

-- must agree with value 1, or D211 and everything is rolled back
select count(*) as "n" from "users";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
