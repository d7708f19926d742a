-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_case_1_items_price_kind" (
  "id" integer,
  "old_price" integer,
  "new_price" integer,
  "old_kind" text,
  "new_kind" text
);

-- save rows beside the ledger
insert into "mig_saved_case_1_items_price_kind"
select "items"."id",
  "items"."price" as "old_price",
  "items"."price" + 1 as "new_price",
  "items"."kind" as "old_kind",
  coalesce("items"."kind", 'lost') as "new_kind"
from "items";

-- update items
update "items" set
  "price" = "items"."price" + 1,
  "kind" = coalesce("items"."kind", 'lost');

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
