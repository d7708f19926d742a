-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- items: add column sort
alter table "items" add column "sort" text;

-- items: set sort
update "items" set
  "sort" = case when "items"."name" like '''; drop table items; --%' then 'x' when "items"."name" ~ E'^(?:[\\''\\"\\\\]+)$' then 'y' else 'z' end
;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
