-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- items: add column stage
alter table "items" add column "stage" text;

-- items: set stage
update "items" set
  "stage" = case when "items"."age" < 0 then 'unborn' when "items"."age" between 0 and 12 then 'child' when "items"."age" is null then 'unknown' else 'grown' end || case when lower("items"."name") like lower('a%') then '!' when "items"."name" ~ '^(?:[BÄ].*)$' then '?' else '' end;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
