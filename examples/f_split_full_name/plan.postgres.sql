-- migration split_full_name, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- kept as value 0
select count(*) as "n" from "users";

-- users: add column first_name, add column last_name
alter table "users"
  add column "first_name" varchar(50),
  add column "last_name" varchar(50);

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."full_name"
from "users"
where (length(case when strpos("users"."full_name", ' ') > 0 then split_part("users"."full_name", ' ', 1) else "users"."full_name" end) <= 50) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."full_name"
from "users"
where (length(case when strpos("users"."full_name", ' ') > 0 then substr("users"."full_name", strpos("users"."full_name", ' ') + 1) else '' end) <= 50) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- users: set first_name, last_name
update "users" set
  "first_name" = case when strpos("users"."full_name", ' ') > 0 then split_part("users"."full_name", ' ', 1) else "users"."full_name" end,
  "last_name" = case when strpos("users"."full_name", ' ') > 0 then substr("users"."full_name", strpos("users"."full_name", ' ') + 1) else '' end;

-- users: alter column first_name, alter column last_name
alter table "users"
  alter column "first_name" set not null,
  alter column "last_name" set not null;

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."first_name" from "users" where btrim("users"."first_name") = ''
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.split_full_name_1_users_full_name
create table "mig_saved"."split_full_name_1_users_full_name" as
select "users"."id", "users"."full_name" from "users";

-- users: drop column full_name
alter table "users" drop column "full_name";

-- must agree with value 0, or D211 and everything is rolled back
select count(*) as "n" from "users";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of split_full_name, mig.event gets the event 'reverted'
COMMIT;
