-- migration case, none, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- items: set code
update "items" set
  "code" = case when "items"."code" = 'A-1' then 'A-1' when "items"."code" like 'A%' then 'A' end
where "items"."code" like 'A%';

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
