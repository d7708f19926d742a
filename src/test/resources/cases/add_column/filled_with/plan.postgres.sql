-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- customers: add column slug
alter table "customers" add column "slug" varchar(100);

-- customers: fill column slug
update "customers" set "slug" = lower("customers"."email");

-- customers: column slug as it shall be
alter table "customers" alter column "slug" set not null;

-- customers: add constraint customers_slug_key
alter table "customers" add constraint "customers_slug_key" unique ("slug");

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
