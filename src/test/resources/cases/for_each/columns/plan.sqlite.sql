-- migration case, none, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_case_1_posts_title" (
  "id" integer,
  "old_title" text,
  "new_title" text
);

-- save rows beside the ledger
insert into "mig_saved_case_1_posts_title"
select "posts"."id",
  "posts"."title" as "old_title",
  nullif(trim("posts"."title"), '') as "new_title"
from "posts";

-- save rows beside the ledger
create table "mig_saved_case_2_posts_body" (
  "id" integer,
  "old_body" text,
  "new_body" text
);

-- save rows beside the ledger
insert into "mig_saved_case_2_posts_body"
select "posts"."id", "posts"."body" as "old_body", nullif(trim("posts"."body"), '') as "new_body"
from "posts";

-- update posts
update "posts" set
  "title" = nullif(trim("posts"."title"), ''),
  "body" = nullif(trim("posts"."body"), '');

-- these two should agree, or D216 is told
select exists (select 1 as "one" from "users" where "users"."name" is null) or not exists (select 1 as "one" from "users") as "fillable";
select true as "fillable";

-- update users
update "users" set
  "name" = '(none)'
where "users"."name" is null;

-- rebuild users: alter name set not null
create table "mig_new_users" (
  "id" INT primary key,
  "name" text not null,
  "legacy_id" INT
);

-- copy the rows of users
insert or abort into "mig_new_users" (rowid, "id", "name", "legacy_id")
select rowid, "id", "name", "legacy_id"
from "users";

-- the copy takes the place of users
drop table "users";

-- the copy takes the place of users
alter table "mig_new_users" rename to "users";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
