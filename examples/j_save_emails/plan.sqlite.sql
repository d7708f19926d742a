-- migration lower_emails, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- kept as value 0
select count(*) as "n" from "users";

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."email"
from "users"
where "users"."email" <> mig_lower("users"."email")
  and (length(mig_lower("users"."email")) <= 120) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- save rows beside the ledger
create table "mig_saved_lower_emails_1_users_email" (
  "id" integer,
  "old_email" varchar(120),
  "new_email" text
);

-- save rows beside the ledger
insert into "mig_saved_lower_emails_1_users_email"
select "users"."id", "users"."email" as "old_email", mig_lower("users"."email") as "new_email"
from "users"
where "users"."email" <> mig_lower("users"."email");

-- update users
update "users" set
  "email" = mig_lower("users"."email")
where "users"."email" <> mig_lower("users"."email");

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."email"
from "users"
where "users"."email" <> mig_lower("users"."email")
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- these two must agree, or D211 and everything is rolled back
select count(*) as "n" from "users" where "users"."email" is null;
select 1 as "n";

-- must agree with value 0, or D211 and everything is rolled back
select count(*) as "n" from "users";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of lower_emails, mig_event gets the event 'reverted'
COMMIT;
