-- migration case, none, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- users: add column first_name, add column last_name
alter table "users"
  add column "first_name" text,
  add column "last_name" text;

-- users: set first_name, last_name
update "users" set
  "first_name" = case when strpos("users"."full_name", ' ') > 0 then split_part("users"."full_name", ' ', 1) when "users"."full_name" is not null then "users"."full_name" end,
  "last_name" = case when strpos("users"."full_name", ' ') > 0 then substr("users"."full_name", strpos("users"."full_name", ' ') + 1) when "users"."full_name" is not null then null end
where "users"."full_name" is not null;

-- must find no row, or D240 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id",
  "users"."full_name",
  case when "users"."first_name" is not null or "users"."last_name" is not null then concat_ws(' ', "users"."first_name", "users"."last_name") end as "back"
from "users"
where "users"."full_name" is distinct from case when "users"."first_name" is not null or "users"."last_name" is not null then concat_ws(' ', "users"."first_name", "users"."last_name") end
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- users: drop column full_name
alter table "users" drop column "full_name";

-- users: set first_name
update "users" set
  "first_name" = upper("users"."first_name")
where "users"."first_name" is not null;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
