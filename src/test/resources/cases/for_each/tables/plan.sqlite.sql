-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- add column tenant_id
alter table "events_a" add column "tenant_id" bigint;

-- add column noted
alter table "posts" add column "noted" boolean not null default false;

-- add index posts_noted_index
create index "posts_noted_index" on "posts" ("noted");

-- add column noted
alter table "users" add column "noted" boolean not null default false;

-- add index users_noted_index
create index "users_noted_index" on "users" ("noted");

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
