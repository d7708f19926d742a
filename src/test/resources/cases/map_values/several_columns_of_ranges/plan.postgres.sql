-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- items: add column kind
alter table "items" add column "kind" text;

-- items: set kind
update "items" set
  "kind" = case when "items"."age" < 0 then 'none' when "items"."age" between 0 and 12 and "items"."name" like '%a%' then 'a child' when "items"."age" is null then '?' when "items"."age" > 60 and "items"."name" is null then 'old' when true then 'rest' end;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
