-- migration accounts, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- rename table users to accounts
alter table "users" rename to "accounts";

-- accounts: rename constraint users_email_key
alter table "accounts" rename constraint "users_email_key" to "accounts_email_key";

-- accounts: rename index users_name_idx
alter index "users_name_idx" rename to "accounts_name_idx";

-- posts: rename column user_id to account_id
alter table "posts" rename column "user_id" to "account_id";

-- posts: rename constraint posts_user_id_fkey
alter table "posts" rename constraint "posts_user_id_fkey" to "posts_account_id_fkey";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of accounts, mig.event gets the event 'reverted'
COMMIT;
