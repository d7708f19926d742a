-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- add column a
alter table "users" add column "a" text;

-- add column b
alter table "users" add column "b" text;

-- add column c
alter table "users" add column "c" text;

-- must find no row, or D204 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."full_name"
from "users"
where octet_length(substr("users"."full_name", 1)) <> octet_length("users"."full_name")
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D204 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."full_name"
from "users"
where not length("users"."full_name") - length(replace("users"."full_name", ' ', '')) <= 2
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- update users
update "users" set
  "a" = mig_split_part("users"."full_name", ' ', 1),
  "b" = case when length("users"."full_name") - length(replace("users"."full_name", ' ', '')) >= 1 then mig_split_part("users"."full_name", ' ', 2) when "users"."full_name" is not null then null end,
  "c" = case when length("users"."full_name") - length(replace("users"."full_name", ' ', '')) >= 2 then mig_split_part("users"."full_name", ' ', 3) when "users"."full_name" is not null then null end
where "users"."full_name" is not null;

-- must find no row, or D240 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id",
  "users"."full_name",
  case when "users"."a" is not null or "users"."b" is not null or "users"."c" is not null then concat_ws(' ', "users"."a", "users"."b", "users"."c") end as "back"
from "users"
where "users"."full_name" is distinct from case when "users"."a" is not null or "users"."b" is not null or "users"."c" is not null then concat_ws(' ', "users"."a", "users"."b", "users"."c") end
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- must find no row, or D240 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id",
  "users"."full_name",
  case when "users"."a" is not null or "users"."b" is not null or "users"."c" is not null then concat_ws(' ', "users"."a", "users"."b", "users"."c") end as "back"
from "users"
where "users"."full_name" is distinct from case when "users"."a" is not null or "users"."b" is not null or "users"."c" is not null then concat_ws(' ', "users"."a", "users"."b", "users"."c") end
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- update users
update "users" set
  "full_name" = mig_upper(coalesce("users"."c", "users"."b", "users"."a"))
where "users"."b" is not null;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
