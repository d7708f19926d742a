-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- must find no row, or D210 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id"
from "users"
where (
  select count(*) as "value"
  from (select "o"."user_id", count(*) as "value_2" from "orders" as "o" group by "o"."user_id") as "o"
  where "o"."user_id" = "users"."id"
) > 1
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id"
from "users"
where case when exists (
  select 1 as "value"
  from (select "o"."user_id", count(*) as "value_2" from "orders" as "o" group by "o"."user_id") as "o"
  where "o"."user_id" = "users"."id"
) then not (not (
  select "o"."value_2" between -2147483648 and 2147483647 as "value"
  from (select "o"."user_id", count(*) as "value_2" from "orders" as "o" group by "o"."user_id") as "o"
  where "o"."user_id" = "users"."id"
)) is true else true end is not true
) as q
order by 1 nulls last
limit 5;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_users_age
create table "mig_saved"."case_1_users_age" as
select "users"."id",
  "users"."age" as "old_age",
  case when exists (
  select 1 as "value"
  from (select "o"."user_id", count(*) as "value_2" from "orders" as "o" group by "o"."user_id") as "o"
  where "o"."user_id" = "users"."id"
) then (
  select "o"."value_2"::integer as "value"
  from (select "o"."user_id", count(*) as "value_2" from "orders" as "o" group by "o"."user_id") as "o"
  where "o"."user_id" = "users"."id"
) else 0 end as "new_age"
from "users";

-- users: set age
update "users" set
  "age" = case when exists (
  select 1 as "value"
  from (select "o"."user_id", count(*) as "value_2" from "orders" as "o" group by "o"."user_id") as "o"
  where "o"."user_id" = "users"."id"
) then (
  select "o"."value_2"::integer as "value"
  from (select "o"."user_id", count(*) as "value_2" from "orders" as "o" group by "o"."user_id") as "o"
  where "o"."user_id" = "users"."id"
) else 0 end;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
