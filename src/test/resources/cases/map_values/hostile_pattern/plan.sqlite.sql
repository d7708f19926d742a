-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- add column sort
alter table "items" add column "sort" text;

-- update items
update "items" set
  "sort" = case when "items"."name" glob '''; drop table items; --*' then 'x' when mig_regexp_matches("items"."name", '^(?:[\''\"\\]+)\z') then 'y' else 'z' end
;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
