-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "items"."id", "items"."price"
from "items"
where "items"."id" <> 3
  and (mig_decimal('*', "items"."price", 1.5) is null or (mig_round(mig_decimal('*', "items"."price", 1.5), 2) = mig_decimal('*', "items"."price", 1.5) and (mig_decimal('*', "items"."price", 1.5) < 1000000 and mig_decimal('*', "items"."price", 1.5) > -1000000)) is true) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "items"."id", "items"."label"
from "items"
where "items"."id" <> 3
  and (substr("items"."label", 1, 3) is null or (length(substr("items"."label", 1, 3)) <= 12) is true) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- save rows beside the ledger
create table "mig_saved_case_1_items_price_label" (
  "id" integer,
  "old_price" numeric(8,2),
  "new_price" numeric(8,2),
  "old_label" varchar(12),
  "new_label" text
);

-- save rows beside the ledger
insert into "mig_saved_case_1_items_price_label"
select "items"."id",
  "items"."price" as "old_price",
  mig_cast_numeric(mig_decimal('*', "items"."price", 1.5), 8, 2) as "new_price",
  "items"."label" as "old_label",
  substr("items"."label", 1, 3) as "new_label"
from "items"
where "items"."id" <> 3;

-- update items
update "items" set
  "price" = mig_cast_numeric(mig_decimal('*', "items"."price", 1.5), 8, 2),
  "label" = substr("items"."label", 1, 3)
where "items"."id" <> 3;

-- save rows beside the ledger
create table "mig_saved_case_2_items_note" (
  "id" integer,
  "old_note" text,
  "new_note" text
);

-- save rows beside the ledger
insert into "mig_saved_case_2_items_note"
select "items"."id",
  "items"."note" as "old_note",
  "items"."label" || mig_text_numeric("items"."price", 2) as "new_note"
from "items";

-- update items
update "items" set
  "note" = "items"."label" || mig_text_numeric("items"."price", 2);

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
