-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- add column region
alter table "users" add column "region" text not null default 'it''s';

-- add column score
alter table "users" add column "score" integer not null default -5;

-- add column since
alter table "users" add column "since" timestamp not null default '2025-01-01 10:00:00';

-- update users
update "users" set
  "score" = "users"."id" - -5
where "users"."name" <> 'it''s';

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
