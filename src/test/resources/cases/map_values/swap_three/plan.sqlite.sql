-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_case_1_items_name" (
  "id" integer,
  "old_name" text,
  "new_name" text
);

-- save rows beside the ledger
insert into "mig_saved_case_1_items_name"
select "items"."id",
  "items"."name" as "old_name",
  case when "items"."id" = 1 then 'a' when "items"."id" = 2 then 'b' when "items"."id" = 3 then 'c' else null end as "new_name"
from "items";

-- update items
update "items" set
  "name" = case when "items"."id" = 1 then 'a' when "items"."id" = 2 then 'b' when "items"."id" = 3 then 'c' else null end;

-- update items
update "items" set
  "name" = case when "items"."name" = 'a' then 'b' when "items"."name" = 'b' then 'c' when "items"."name" = 'c' then 'a' end
where "items"."name" in ('a', 'b', 'c');

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
