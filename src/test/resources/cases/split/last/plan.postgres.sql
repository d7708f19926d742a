-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- users: add column host, add column tld
alter table "users"
  add column "host" text,
  add column "tld" text;

-- must find no row, or D204 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."email" from "users" where not strpos("users"."email", '.') > 0
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- users: set host, tld
update "users" set
  "host" = case when (length("users"."email") - length(split_part("users"."email", '.', -1)) - 1) < 0 then substr("users"."email", 1, 0) else substr("users"."email", 1, length("users"."email") - length(split_part("users"."email", '.', -1)) - 1) end,
  "tld" = split_part("users"."email", '.', -1);

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
