-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- users: add column region, add column score, add column since
alter table "users"
  add column "region" text default 'it''s' not null,
  add column "score" integer default -5 not null,
  add column "since" timestamp default timestamp '2025-01-01 10:00:00' not null;

-- users: set score
update "users" set
  "score" = "users"."id" - -5
where "users"."name" <> 'it''s';

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
