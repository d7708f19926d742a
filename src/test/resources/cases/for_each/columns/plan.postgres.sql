-- migration case, none, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_posts_title
create table "mig_saved"."case_1_posts_title" as
select "posts"."id",
  "posts"."title" as "old_title",
  nullif(btrim("posts"."title"), '') as "new_title"
from "posts";

-- save rows as mig_saved.case_2_posts_body
create table "mig_saved"."case_2_posts_body" as
select "posts"."id", "posts"."body" as "old_body", nullif(btrim("posts"."body"), '') as "new_body"
from "posts";

-- posts: set title, body
update "posts" set
  "title" = nullif(btrim("posts"."title"), ''),
  "body" = nullif(btrim("posts"."body"), '');

-- these two should agree, or D216 is told
select exists (select 1 as "one" from "users" where "users"."name" is null) or not exists (select 1 as "one" from "users") as "fillable";
select true as "fillable";

-- users: set name
update "users" set
  "name" = '(none)'
where "users"."name" is null;

-- users: alter column name
alter table "users" alter column "name" set not null;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
