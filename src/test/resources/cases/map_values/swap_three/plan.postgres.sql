-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_items_name
create table "mig_saved"."case_1_items_name" as
select "items"."id",
  "items"."name" as "old_name",
  case when "items"."id" = 1 then 'a' when "items"."id" = 2 then 'b' when "items"."id" = 3 then 'c' else null end as "new_name"
from "items";

-- items: set name
update "items" set
  "name" = case when "items"."id" = 1 then 'a' when "items"."id" = 2 then 'b' when "items"."id" = 3 then 'c' else null end;

-- items: set name
update "items" set
  "name" = case when "items"."name" = 'a' then 'b' when "items"."name" = 'b' then 'c' when "items"."name" = 'c' then 'a' end
where "items"."name" in ('a', 'b', 'c');

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
