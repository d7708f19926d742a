-- migration unique_emails, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- kept as value 0
select count(*) as "n" from "posts";

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.unique_emails_1_users_duplicates
create table "mig_saved"."unique_emails_1_users_duplicates" as
select "mig_row"."id", "mig_kept"."id" as "kept_id"
from (select "users"."id", lower(btrim("users"."email")) as "mig_key_1" from "users") as "mig_row"
join (
  select "id", "mig_key_1"
  from (
    select "users"."id",
      lower(btrim("users"."email")) as "mig_key_1",
      row_number() over (partition by lower(btrim("users"."email")) order by "users"."created", "users"."id") as "mig_place"
    from "users"
  ) as "kept"
  where "mig_place" = 1
) as "mig_kept" on "mig_row"."mig_key_1" = "mig_kept"."mig_key_1" and "mig_row"."id" <> "mig_kept"."id";

-- save rows as mig_saved.unique_emails_2_posts_user_id
create table "mig_saved"."unique_emails_2_posts_user_id" as
select "posts"."id", "posts"."user_id" as "old_user_id", "mig_pair"."kept_id" as "new_user_id"
from "posts"
join "mig_saved"."unique_emails_1_users_duplicates" as "mig_pair" on "posts"."user_id" = "mig_pair"."id";

-- posts: set user_id
update "posts" set
  "user_id" = "mig_pair"."kept_id"
from "mig_saved"."unique_emails_1_users_duplicates" as "mig_pair"
where "posts"."user_id" = "mig_pair"."id";

-- save rows as mig_saved.unique_emails_3_users
create table "mig_saved"."unique_emails_3_users" as
select "users"."id", "users"."email", "users"."created"
from "users"
where exists (
  select 1 as "one"
  from "mig_saved"."unique_emails_1_users_duplicates" as "mig_pair"
  where "mig_pair"."id" = "users"."id"
);

-- delete rows of users
delete from "users"
where exists (
  select 1 as "one"
  from "mig_saved"."unique_emails_1_users_duplicates" as "mig_pair"
  where "mig_pair"."id" = "users"."id"
);

-- what was saved is no longer needed
drop table if exists "mig_saved"."unique_emails_1_users_duplicates";

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."email"
from "users"
where (length(lower(btrim("users"."email"))) <= 80) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- save rows as mig_saved.unique_emails_4_users_email
create table "mig_saved"."unique_emails_4_users_email" as
select "users"."id", "users"."email" as "old_email", lower(btrim("users"."email")) as "new_email"
from "users";

-- users: set email
update "users" set
  "email" = lower(btrim("users"."email"));

-- users: add constraint users_email
alter table "users" add constraint "users_email" unique ("email");

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

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of unique_emails, mig.event gets the event 'reverted'
COMMIT;
