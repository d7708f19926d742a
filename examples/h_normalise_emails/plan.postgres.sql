-- migration normalise_emails, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- kept as value 0
select count(*) as "n" from "subscriptions";

-- kept as value 1
select count(*) as "n" from "users";

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select lower(btrim("users"."email")) as "value_1", count(*) as "rows"
from "users"
group by lower(btrim("users"."email"))
having count(*) > 1
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "s"."id"
from "subscriptions" as "s"
where not exists (
  select 1 as "value"
  from "users" as "u"
  where lower(btrim("u"."email")) = lower(btrim("s"."email"))
)
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."email"
from "users"
where "users"."email" <> lower(btrim("users"."email"))
  and (length(lower(btrim("users"."email"))) <= 120) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.normalise_emails_1_users_email
create table "mig_saved"."normalise_emails_1_users_email" as
select "users"."id", "users"."email" as "old_email", lower(btrim("users"."email")) as "new_email"
from "users"
where "users"."email" <> lower(btrim("users"."email"));

-- users: set email
update "users" set
  "email" = lower(btrim("users"."email"))
where "users"."email" <> lower(btrim("users"."email"));

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "subscriptions"."id", "subscriptions"."email"
from "subscriptions"
where "subscriptions"."email" <> lower(btrim("subscriptions"."email"))
  and (length(lower(btrim("subscriptions"."email"))) <= 120) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- save rows as mig_saved.normalise_emails_2_subscriptions_email
create table "mig_saved"."normalise_emails_2_subscriptions_email" as
select "subscriptions"."id",
  "subscriptions"."email" as "old_email",
  lower(btrim("subscriptions"."email")) as "new_email"
from "subscriptions"
where "subscriptions"."email" <> lower(btrim("subscriptions"."email"));

-- subscriptions: set email
update "subscriptions" set
  "email" = lower(btrim("subscriptions"."email"))
where "subscriptions"."email" <> lower(btrim("subscriptions"."email"));

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."email"
from "users"
where "users"."email" <> lower(btrim("users"."email"))
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "subscriptions"."id", "subscriptions"."email"
from "subscriptions"
where "subscriptions"."email" <> lower(btrim("subscriptions"."email"))
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "s"."id"
from "subscriptions" as "s"
where not exists (select 1 as "value" from "users" as "u" where "u"."email" = "s"."email")
) as q
order by 1 nulls last
limit 5;

-- must agree with value 0, or D211 and everything is rolled back
select count(*) as "n" from "subscriptions";

-- must agree with value 1, or D211 and everything is rolled back
select count(*) as "n" from "users";

-- subscriptions: add constraint subscriptions_user
alter table "subscriptions" add constraint "subscriptions_user" foreign key ("email") references "users" ("email") on update cascade;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of normalise_emails, mig.event gets the event 'reverted'
COMMIT;
