-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "items"."id", "items"."price"
from "items"
where "items"."id" <> 3
  and ("items"."price" * 1.5 is null or (round(("items"."price" * 1.5)::numeric, 2) = "items"."price" * 1.5 and ("items"."price" * 1.5 < 1000000.0 and "items"."price" * 1.5 > -1000000.0)) is true) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "items"."id", "items"."label"
from "items"
where "items"."id" <> 3
  and (left("items"."label", 3) is null or (length(left("items"."label", 3)) <= 12) is true) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_items_price_label
create table "mig_saved"."case_1_items_price_label" as
select "items"."id",
  "items"."price" as "old_price",
  ("items"."price" * 1.5)::numeric(8,2) as "new_price",
  "items"."label" as "old_label",
  left("items"."label", 3) as "new_label"
from "items"
where "items"."id" <> 3;

-- items: set price, label
update "items" set
  "price" = ("items"."price" * 1.5)::numeric(8,2),
  "label" = left("items"."label", 3)
where "items"."id" <> 3;

-- save rows as mig_saved.case_2_items_note
create table "mig_saved"."case_2_items_note" as
select "items"."id",
  "items"."note" as "old_note",
  "items"."label" || "items"."price"::text as "new_note"
from "items";

-- items: set note
update "items" set
  "note" = "items"."label" || "items"."price"::text;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
