-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- must find no row, or D201 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."status", count(*) as "rows"
from "users"
where ("users"."status" in ('enabled', 'disabled', 'suspended') or "users"."status" is null) is not true
group by "users"."status"
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- save rows beside the ledger
create table "mig_saved_case_1_users_status" (
  "id" integer,
  "old_status" text,
  "new_status" text
);

-- save rows beside the ledger
insert into "mig_saved_case_1_users_status"
select "users"."id",
  "users"."status" as "old_status",
  case when "users"."status" = 'enabled' then 'active' when "users"."status" in ('disabled', 'suspended') then 'inactive' when "users"."status" is null then 'pending' end as "new_status"
from "users"
where "users"."status" in ('enabled', 'disabled', 'suspended') or "users"."status" is null;

-- update users
update "users" set
  "status" = case when "users"."status" = 'enabled' then 'active' when "users"."status" in ('disabled', 'suspended') then 'inactive' when "users"."status" is null then 'pending' end
where "users"."status" in ('enabled', 'disabled', 'suspended') or "users"."status" is null;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
