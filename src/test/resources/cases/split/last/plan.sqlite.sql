-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- add column host
alter table "users" add column "host" text;

-- add column tld
alter table "users" add column "tld" text;

-- must find no row, or D204 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."email"
from "users"
where octet_length(substr("users"."email", 1)) <> octet_length("users"."email")
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D204 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."email" from "users" where not instr("users"."email", '.') > 0
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- update users
update "users" set
  "host" = substr("users"."email", max(1, 1), max(0, (length("users"."email") - length(mig_split_part("users"."email", '.', -1)) - 1) + min(1, 1) - 1)),
  "tld" = mig_split_part("users"."email", '.', -1);

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
