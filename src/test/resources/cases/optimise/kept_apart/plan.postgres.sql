-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "items"."id", "items"."code"
from "items"
where (upper("items"."code") is null or (length(upper("items"."code")) <= 4) is true) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_items_code
create table "mig_saved"."case_1_items_code" as
select "items"."id", "items"."code" as "old_code", upper("items"."code") as "new_code" from "items";

-- items: set code
update "items" set
  "code" = upper("items"."code");

-- save rows as mig_saved.case_2_items_note
create table "mig_saved"."case_2_items_note" as
select "items"."id", "items"."note" as "old_note", 'code ' || "items"."code" as "new_note"
from "items";

-- save rows as mig_saved.case_3_items_state
create table "mig_saved"."case_3_items_state" as
select "items"."id", "items"."state" as "old_state", 'x' as "new_state" from "items";

-- items: set note, state
update "items" set
  "note" = 'code ' || "items"."code",
  "state" = 'x';

-- save rows as mig_saved.case_4_items_note
create table "mig_saved"."case_4_items_note" as
select "items"."id", "items"."note" as "old_note", upper("items"."state") as "new_note" from "items";

-- save rows as mig_saved.case_5_items_stock
create table "mig_saved"."case_5_items_stock" as
select "items"."id", "items"."stock" as "old_stock", "items"."stock" + 1 as "new_stock" from "items";

-- items: set note, stock
update "items" set
  "note" = upper("items"."state"),
  "stock" = "items"."stock" + 1;

-- save rows as mig_saved.case_6_items_stock
create table "mig_saved"."case_6_items_stock" as
select "items"."id", "items"."stock" as "old_stock", "items"."stock" * 2 as "new_stock" from "items";

-- items: set stock
update "items" set
  "stock" = "items"."stock" * 2;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
