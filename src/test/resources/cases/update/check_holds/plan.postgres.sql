-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_items_price_kind
create table "mig_saved"."case_1_items_price_kind" as
select "items"."id",
  "items"."price" as "old_price",
  "items"."price" + 1 as "new_price",
  "items"."kind" as "old_kind",
  coalesce("items"."kind", 'lost') as "new_kind"
from "items";

-- items: set price, kind
update "items" set
  "price" = "items"."price" + 1,
  "kind" = coalesce("items"."kind", 'lost');

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
