-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- add column sort
alter table "items" add column "sort" text;

-- update items
update "items" set
  "sort" = case when "items"."name" = 'adam' then 'first man' when "items"."name" glob 'A*' then 'A' when mig_like(mig_lower("items"."name"), mig_lower('a%')) then 'a' when "items"."name" glob '*_x' then 'x' when "items"."name" = '' or "items"."name" is null then 'none' else "items"."name" end;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
