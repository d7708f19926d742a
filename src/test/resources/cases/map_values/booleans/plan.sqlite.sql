-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- add column word
alter table "users" add column "word" text;

-- must find no row, or D201 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."active", count(*) as "rows"
from "users"
where ("users"."active" in (true, false) or "users"."active" is null) is not true
group by "users"."active"
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- update users
update "users" set
  "word" = case when "users"."active" = true then 'yes' when "users"."active" = false then 'no' when "users"."active" is null then 'maybe' end;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
