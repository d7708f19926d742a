-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- add column given
alter table "users" add column "given" text;

-- add column family
alter table "users" add column "family" text;

-- must find no row, or D204 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."full_name"
from "users"
where octet_length(substr("users"."full_name", 1)) <> octet_length("users"."full_name")
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- update users
update "users" set
  "given" = case when instr("users"."full_name", ' ') > 0 then substr("users"."full_name", max(1, 1), max(0, (length("users"."full_name") - length(mig_split_part("users"."full_name", ' ', -1)) - 1) + min(1, 1) - 1)) when "users"."full_name" is not null then null end,
  "family" = case when instr("users"."full_name", ' ') > 0 then mig_split_part("users"."full_name", ' ', -1) when "users"."full_name" is not null then "users"."full_name" end
where "users"."full_name" is not null;

-- rename column given to given_name
alter table "users" rename column "given" to "given_name";

-- must find no row, or D240 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id",
  "users"."full_name",
  case when "users"."given_name" is not null or "users"."family" is not null then concat_ws(' ', "users"."given_name", "users"."family") end as "back"
from "users"
where "users"."full_name" is distinct from case when "users"."given_name" is not null or "users"."family" is not null then concat_ws(' ', "users"."given_name", "users"."family") end
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- drop column full_name
alter table "users" drop column "full_name";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
