-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- events_a: add column tenant_id
alter table "events_a" add column "tenant_id" bigint;

-- posts: add column noted
alter table "posts" add column "noted" boolean default false not null;

-- posts: create index posts_noted_index
create index "posts_noted_index" on "posts" ("noted");

-- users: add column noted
alter table "users" add column "noted" boolean default false not null;

-- users: create index users_noted_index
create index "users_noted_index" on "users" ("noted");

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
