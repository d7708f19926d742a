-- migration case, none, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- kept as value 0
select count(*) as "n" from "orders";

-- kept as value 1
select count(*) as "n" from "teams";

-- kept as value 2
select count(*) as "n" from "users";

-- kept as value 3
select count(*) as "n" from "users" where "users"."team_id" = 1;

-- update users
update "users" set
  "age" = 1
where "users"."id" = 1;

-- must agree with value 0, or D211 and everything is rolled back
select count(*) as "n" from "orders";

-- must agree with value 1, or D211 and everything is rolled back
select count(*) as "n" from "teams";

-- must agree with value 2, or D211 and everything is rolled back
select count(*) as "n" from "users";

-- must agree with value 2, or D211 and everything is rolled back
select count(*) as "n" from "users";

-- must agree with value 3, or D211 and everything is rolled back
select count(*) as "n" from "users" where "users"."team_id" = 1;

-- these two must agree, or D211 and everything is rolled back
select count(*) as "n" from "users";
select (select count(*) as "n" from "orders") + 1 as "n";

-- these two must agree, or D211 and everything is rolled back
select count(*) as "n" from "users";
select 4 as "n";

-- these two must agree, or D211 and everything is rolled back
select (select count(*) as "n" from "users" where "users"."age" > 30) <= (select 1 as "n") as "n";
select true as "n";

-- must agree with value 2, or D211 and everything is rolled back
select count(*) as "n" from "users";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
