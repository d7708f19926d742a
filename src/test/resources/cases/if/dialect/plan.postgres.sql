-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- posts: add column known
alter table "posts" add column "known" boolean;

-- posts: create index posts_title
create index "posts_title" on "posts" ("title");

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
