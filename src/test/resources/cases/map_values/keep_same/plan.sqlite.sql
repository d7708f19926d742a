-- migration case, none, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- update items
update "items" set
  "code" = case when "items"."code" = 'A-1' then 'A-1' when "items"."code" glob 'A*' then 'A' end
where "items"."code" glob 'A*';

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
