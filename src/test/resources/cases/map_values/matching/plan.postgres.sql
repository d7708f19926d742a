-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- items: add column sort
alter table "items" add column "sort" integer;

-- items: set sort
update "items" set
  "sort" = case when "items"."code" ~ E'^(?:[A-Z]\\-[0-9]+)$' then 1 when "items"."code" ~ E'^(?:[A-Z]\\-)$' then 2 when "items"."code" like E'%\\%%' then 3 when true then 4 end;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
