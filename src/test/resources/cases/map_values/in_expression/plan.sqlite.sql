-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- add column stage
alter table "items" add column "stage" text;

-- update items
update "items" set
  "stage" = case when "items"."age" < 0 then 'unborn' when "items"."age" between 0 and 12 then 'child' when "items"."age" is null then 'unknown' else 'grown' end || case when mig_like(mig_lower("items"."name"), mig_lower('a%')) then '!' when mig_regexp_matches("items"."name", '^(?:[BÄ].*)\z') then '?' else '' end;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
