-- migration accounts, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

-- cannot be switched inside a transaction; the last steps look for orphans
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- references without a counterpart that are there already
create temp table mig_orphans as
select 'posts' as child, rowid as place, case parent when 'users' then 'accounts' else parent end as parent from pragma_foreign_key_check('posts');

-- rename users to accounts
alter table "users" rename to "accounts";

-- rebuild accounts: rename unique users_email_key to accounts_email_key, rename index users_name_idx to accounts_name_idx
create table "mig_new_accounts" (
  "id" integer primary key,
  "email" varchar(80) not null,
  "name" varchar(40),
  constraint "accounts_email_key" unique ("email")
);

-- copy the rows of accounts
insert or abort into "mig_new_accounts" ("id", "email", "name")
select "id", "email", "name"
from "accounts";

-- the copy takes the place of accounts
drop table "accounts";

-- the copy takes the place of accounts
alter table "mig_new_accounts" rename to "accounts";

-- index of accounts
create index "accounts_name_idx" on "accounts" ("name");

-- rebuild posts: rename column user_id to account_id, rename foreign key posts_user_id_fkey to posts_account_id_fkey
create table "mig_new_posts" (
  "id" integer primary key,
  "user_id" integer not null,
  constraint "posts_account_id_fkey" foreign key ("user_id") references "accounts" ("id")
);

-- copy the rows of posts
insert or abort into "mig_new_posts" ("id", "user_id")
select "id", "user_id"
from "posts";

-- the copy takes the place of posts
drop table "posts";

-- the copy takes the place of posts
alter table "mig_new_posts" rename to "posts";

-- rename column user_id to account_id
alter table "posts" rename column "user_id" to "account_id";

-- must find no row, or D208 and everything is rolled back
select child as "table", place as "rowid", parent as "references", count(*) over () as mig_total
from (
select 'posts' as child, rowid as place, case parent when 'users' then 'accounts' else parent end as parent from pragma_foreign_key_check('posts')
) as now
where not exists (select * from temp.mig_orphans as old where old.child = now.child and old.place is now.place and old.parent = now.parent)
limit 5;

-- no reference was lost
drop table temp.mig_orphans;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of accounts, mig_event gets the event 'reverted'
COMMIT;
PRAGMA foreign_keys = ON;
