-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- rename posts to posts_v2
alter table "posts" rename to "posts_v2";

-- rename users to users_v2
alter table "users" rename to "users_v2";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
