-- migration unique_emails, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

-- cannot be switched inside a transaction; the last steps look for orphans
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- kept as value 0
select count(*) as "n" from "posts";

-- references without a counterpart that are there already
create temp table mig_orphans as
select 'posts' as child, rowid as place, parent as parent from pragma_foreign_key_check('posts');

-- save rows beside the ledger
create table "mig_saved_unique_emails_1_users_duplicates" (
  "id" integer,
  "kept_id" integer,
  primary key ("id")
);

-- save rows beside the ledger
insert into "mig_saved_unique_emails_1_users_duplicates"
select "mig_row"."id", "mig_kept"."id" as "kept_id"
from (select "users"."id", mig_lower(trim("users"."email")) as "mig_key_1" from "users") as "mig_row"
join (
  select "id", "mig_key_1"
  from (
    select "users"."id",
      mig_lower(trim("users"."email")) as "mig_key_1",
      row_number() over (partition by mig_lower(trim("users"."email")) order by "users"."created", "users"."id") as "mig_place"
    from "users"
  ) as "kept"
  where "mig_place" = 1
) as "mig_kept" on "mig_row"."mig_key_1" = "mig_kept"."mig_key_1" and "mig_row"."id" <> "mig_kept"."id";

-- save rows beside the ledger
create table "mig_saved_unique_emails_2_posts_user_id" (
  "id" integer,
  "old_user_id" integer,
  "new_user_id" integer
);

-- save rows beside the ledger
insert into "mig_saved_unique_emails_2_posts_user_id"
select "posts"."id", "posts"."user_id" as "old_user_id", "mig_pair"."kept_id" as "new_user_id"
from "posts"
join "mig_saved_unique_emails_1_users_duplicates" as "mig_pair" on "posts"."user_id" = "mig_pair"."id";

-- update posts
update "posts" set
  "user_id" = "mig_pair"."kept_id"
from "mig_saved_unique_emails_1_users_duplicates" as "mig_pair"
where "posts"."user_id" = "mig_pair"."id";

-- save rows beside the ledger
create table "mig_saved_unique_emails_3_users" (
  "id" integer,
  "email" varchar(80),
  "created" date
);

-- save rows beside the ledger
insert into "mig_saved_unique_emails_3_users"
select "users"."id", "users"."email", "users"."created"
from "users"
where exists (
  select 1 as "one"
  from "mig_saved_unique_emails_1_users_duplicates" as "mig_pair"
  where "mig_pair"."id" = "users"."id"
);

-- delete from users
delete from "users"
where exists (
  select 1 as "one"
  from "mig_saved_unique_emails_1_users_duplicates" as "mig_pair"
  where "mig_pair"."id" = "users"."id"
);

-- what was saved is no longer needed
drop table "mig_saved_unique_emails_1_users_duplicates";

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."email"
from "users"
where (length(mig_lower(trim("users"."email"))) <= 80) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- save rows beside the ledger
create table "mig_saved_unique_emails_4_users_email" (
  "id" integer,
  "old_email" varchar(80),
  "new_email" text
);

-- save rows beside the ledger
insert into "mig_saved_unique_emails_4_users_email"
select "users"."id", "users"."email" as "old_email", mig_lower(trim("users"."email")) as "new_email"
from "users";

-- update users
update "users" set
  "email" = mig_lower(trim("users"."email"));

-- rebuild users: add unique users_email
create table "mig_new_users" (
  "id" integer primary key,
  "email" varchar(80) not null,
  "created" date not null,
  constraint "users_email" unique ("email")
);

-- copy the rows of users
insert or abort into "mig_new_users" ("id", "email", "created")
select "id", "email", "created"
from "users";

-- the copy takes the place of users
drop table "users";

-- the copy takes the place of users
alter table "mig_new_users" rename to "users";

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "posts"."id", "posts"."user_id"
from "posts"
where not exists (select 1 as "one" from "users" as "mig_target" where "mig_target"."id" = "posts"."user_id")
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must agree with value 0, or D211 and everything is rolled back
select count(*) as "n" from "posts";

-- must find no row, or D208 and everything is rolled back
select child as "table", place as "rowid", parent as "references", count(*) over () as mig_total
from (
select 'posts' as child, rowid as place, parent as parent from pragma_foreign_key_check('posts')
) as now
where not exists (select * from temp.mig_orphans as old where old.child = now.child and old.place is now.place and old.parent = now.parent)
limit 5;

-- no reference was lost
drop table temp.mig_orphans;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of unique_emails, mig_event gets the event 'reverted'
COMMIT;
PRAGMA foreign_keys = ON;
