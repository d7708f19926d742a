-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- add column age_value
alter table "users" add column "age_value" integer;

-- these two should agree, or D216 is told
select exists (select 1 as "one" from "users" where "users"."age_value" is null) or not exists (select 1 as "one" from "users") as "fillable";
select true as "fillable";

-- update users
update "users" set
  "age_value" = "users"."id" * 10
where "users"."age_value" is null;

-- add column rank_value
alter table "posts" add column "rank_value" double precision;

-- these two should agree, or D216 is told
select exists (select 1 as "one" from "posts" where "posts"."rank_value" is null) or not exists (select 1 as "one" from "posts") as "fillable";
select true as "fillable";

-- update posts
update "posts" set
  "rank_value" = 0.5
where "posts"."rank_value" is null;

-- rebuild users: add check age_least
create table "mig_new_users" (
  "id" INT primary key,
  "name" text,
  "legacy_id" INT,
  "age_value" integer,
  constraint "age_least" check ("age_value" >= 10)
);

-- copy the rows of users
insert or abort into "mig_new_users" (rowid, "id", "name", "legacy_id", "age_value")
select rowid, "id", "name", "legacy_id", "age_value"
from "users";

-- the copy takes the place of users
drop table "users";

-- the copy takes the place of users
alter table "mig_new_users" rename to "users";

-- rebuild posts: add check rank_least
create table "mig_new_posts" (
  "id" INT primary key,
  "title" text,
  "body" text,
  "rank_value" double precision,
  constraint "rank_least" check ("rank_value" >= 0.0)
);

-- copy the rows of posts
insert or abort into "mig_new_posts" (rowid, "id", "title", "body", "rank_value")
select rowid, "id", "title", "body", "rank_value"
from "posts";

-- the copy takes the place of posts
drop table "posts";

-- the copy takes the place of posts
alter table "mig_new_posts" rename to "posts";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
