-- migration lower_emails, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- kept as value 0
select count(*) as "n" from "users";

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."email"
from "users"
where "users"."email" <> lower("users"."email")
  and (length(lower("users"."email")) <= 120) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.lower_emails_1_users_email
create table "mig_saved"."lower_emails_1_users_email" as
select "users"."id", "users"."email" as "old_email", lower("users"."email") as "new_email"
from "users"
where "users"."email" <> lower("users"."email");

-- users: set email
update "users" set
  "email" = lower("users"."email")
where "users"."email" <> lower("users"."email");

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."email" from "users" where "users"."email" <> lower("users"."email")
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- these two must agree, or D211 and everything is rolled back
select count(*) as "n" from "users" where "users"."email" is null;
select 1 as "n";

-- must agree with value 0, or D211 and everything is rolled back
select count(*) as "n" from "users";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of lower_emails, mig.event gets the event 'reverted'
COMMIT;
