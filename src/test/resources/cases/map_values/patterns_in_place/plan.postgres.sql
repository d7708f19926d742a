-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_items_code
create table "mig_saved"."case_1_items_code" as
select "items"."id",
  "items"."code" as "old_code",
  case when "items"."code" like 'A%' then 'A' when "items"."code" ~ '^(?:[a-z].*)$' then 'lower' end as "new_code"
from "items"
where "items"."code" like 'A%' or ("items"."code" ~ '^(?:[a-z].*)$');

-- items: set code
update "items" set
  "code" = case when "items"."code" like 'A%' then 'A' when "items"."code" ~ '^(?:[a-z].*)$' then 'lower' end
where "items"."code" like 'A%' or ("items"."code" ~ '^(?:[a-z].*)$');

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
