-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- add column sort
alter table "items" add column "sort" integer;

-- update items
update "items" set
  "sort" = case when mig_regexp_matches("items"."code", '^(?:[A-Z]\-[0-9]+)\z') then 1 when mig_regexp_matches("items"."code", '^(?:[A-Z]\-)\z') then 2 when "items"."code" glob '*%*' then 3 when true then 4 end;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
