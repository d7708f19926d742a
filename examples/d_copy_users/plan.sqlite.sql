-- migration copy_users, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- kept as value 0
select count(*) as "n" from "old_users";

-- create new_users
create table "new_users" (
  "id" integer constraint "new_users_pkey" primary key,
  "login" varchar(40) not null,
  "email" varchar(120),
  "token" varchar(64) not null,
  constraint "new_users_login_key" unique ("login"),
  constraint "new_users_token_key" unique ("token")
);

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "mig_new"."old_users.id", "mig_new"."email"
from (
  select "old_users"."id" as "old_users.id",
    "old_users"."id",
    "old_users"."login",
    mig_lower(trim("old_users"."email")) as "email",
    mig_hash('MD5', "old_users"."login" || ':' || cast("old_users"."id" as text)) as "token"
  from "old_users"
) as "mig_new"
where ("mig_new"."email" is null or (length("mig_new"."email") <= 120) is true) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "mig_new"."old_users.id", "mig_new"."token"
from (
  select "old_users"."id" as "old_users.id",
    "old_users"."id",
    "old_users"."login",
    mig_lower(trim("old_users"."email")) as "email",
    mig_hash('MD5', "old_users"."login" || ':' || cast("old_users"."id" as text)) as "token"
  from "old_users"
) as "mig_new"
where (length("mig_new"."token") <= 64) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- insert into new_users
insert into "new_users" ("id", "login", "email", "token")
select "old_users"."id",
  "old_users"."login",
  mig_lower(trim("old_users"."email")) as "email",
  mig_hash('MD5', "old_users"."login" || ':' || cast("old_users"."id" as text)) as "token"
from "old_users"
order by "old_users"."id";

-- these two must agree, or D211 and everything is rolled back
select count(*) as "n" from "old_users";
select count(*) as "n" from "new_users";

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "o"."id"
from "old_users" as "o"
where not exists (
  select 1 as "value"
  from "new_users" as "n"
  where "n"."id" = "o"."id" and "n"."login" = "o"."login"
)
) as q
order by 1 nulls last
limit 5;

-- must agree with value 0, or D211 and everything is rolled back
select count(*) as "n" from "old_users";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of copy_users, mig_event gets the event 'reverted'
COMMIT;
