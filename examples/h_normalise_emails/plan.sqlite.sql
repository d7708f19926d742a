-- migration normalise_emails, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

-- cannot be switched inside a transaction; the last steps look for orphans
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- kept as value 0
select count(*) as "n" from "subscriptions";

-- kept as value 1
select count(*) as "n" from "users";

-- references without a counterpart that are there already
create temp table mig_orphans as
select 'subscriptions' as child, rowid as place, parent as parent from pragma_foreign_key_check('subscriptions');

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select mig_lower(trim("users"."email")) as "value_1", count(*) as "rows"
from "users"
group by mig_lower(trim("users"."email"))
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
  where mig_lower(trim("u"."email")) = mig_lower(trim("s"."email"))
)
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."email"
from "users"
where "users"."email" <> mig_lower(trim("users"."email"))
  and (length(mig_lower(trim("users"."email"))) <= 120) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- save rows beside the ledger
create table "mig_saved_normalise_emails_1_users_email" (
  "id" integer,
  "old_email" varchar(120),
  "new_email" text
);

-- save rows beside the ledger
insert into "mig_saved_normalise_emails_1_users_email"
select "users"."id", "users"."email" as "old_email", mig_lower(trim("users"."email")) as "new_email"
from "users"
where "users"."email" <> mig_lower(trim("users"."email"));

-- update users
update "users" set
  "email" = mig_lower(trim("users"."email"))
where "users"."email" <> mig_lower(trim("users"."email"));

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "subscriptions"."id", "subscriptions"."email"
from "subscriptions"
where "subscriptions"."email" <> mig_lower(trim("subscriptions"."email"))
  and (length(mig_lower(trim("subscriptions"."email"))) <= 120) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- save rows beside the ledger
create table "mig_saved_normalise_emails_2_subscriptions_email" (
  "id" integer,
  "old_email" varchar(120),
  "new_email" text
);

-- save rows beside the ledger
insert into "mig_saved_normalise_emails_2_subscriptions_email"
select "subscriptions"."id",
  "subscriptions"."email" as "old_email",
  mig_lower(trim("subscriptions"."email")) as "new_email"
from "subscriptions"
where "subscriptions"."email" <> mig_lower(trim("subscriptions"."email"));

-- update subscriptions
update "subscriptions" set
  "email" = mig_lower(trim("subscriptions"."email"))
where "subscriptions"."email" <> mig_lower(trim("subscriptions"."email"));

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."email"
from "users"
where "users"."email" <> mig_lower(trim("users"."email"))
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "subscriptions"."id", "subscriptions"."email"
from "subscriptions"
where "subscriptions"."email" <> mig_lower(trim("subscriptions"."email"))
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

-- rebuild subscriptions: add foreign key subscriptions_user
create table "mig_new_subscriptions" (
  "id" integer primary key,
  "email" varchar(120) not null,
  "list" varchar(20) not null,
  constraint "subscriptions_user" foreign key ("email") references "users" ("email") on update cascade
);

-- copy the rows of subscriptions
insert or abort into "mig_new_subscriptions" ("id", "email", "list")
select "id", "email", "list"
from "subscriptions";

-- the copy takes the place of subscriptions
drop table "subscriptions";

-- the copy takes the place of subscriptions
alter table "mig_new_subscriptions" rename to "subscriptions";

-- must find no row, or D208 and everything is rolled back
select child as "table", place as "rowid", parent as "references", count(*) over () as mig_total
from (
select 'subscriptions' as child, rowid as place, parent as parent from pragma_foreign_key_check('subscriptions')
) as now
where not exists (select * from temp.mig_orphans as old where old.child = now.child and old.place is now.place and old.parent = now.parent)
limit 5;

-- no reference was lost
drop table temp.mig_orphans;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of normalise_emails, mig_event gets the event 'reverted'
COMMIT;
PRAGMA foreign_keys = ON;
