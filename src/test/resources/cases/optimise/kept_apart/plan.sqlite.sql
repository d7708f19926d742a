-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "items"."id", "items"."code"
from "items"
where (mig_upper("items"."code") is null or (length(mig_upper("items"."code")) <= 4) is true) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- save rows beside the ledger
create table "mig_saved_case_1_items_code" (
  "id" integer,
  "old_code" char(4),
  "new_code" text
);

-- save rows beside the ledger
insert into "mig_saved_case_1_items_code"
select "items"."id", "items"."code" as "old_code", mig_upper("items"."code") as "new_code"
from "items";

-- update items
update "items" set
  "code" = mig_upper("items"."code");

-- save rows beside the ledger
create table "mig_saved_case_2_items_note" (
  "id" integer,
  "old_note" text,
  "new_note" text
);

-- save rows beside the ledger
insert into "mig_saved_case_2_items_note"
select "items"."id", "items"."note" as "old_note", 'code ' || "items"."code" as "new_note"
from "items";

-- save rows beside the ledger
create table "mig_saved_case_3_items_state" (
  "id" integer,
  "old_state" text,
  "new_state" text
);

-- save rows beside the ledger
insert into "mig_saved_case_3_items_state"
select "items"."id", "items"."state" as "old_state", 'x' as "new_state" from "items";

-- update items
update "items" set
  "note" = 'code ' || "items"."code",
  "state" = 'x';

-- save rows beside the ledger
create table "mig_saved_case_4_items_note" (
  "id" integer,
  "old_note" text,
  "new_note" text
);

-- save rows beside the ledger
insert into "mig_saved_case_4_items_note"
select "items"."id", "items"."note" as "old_note", mig_upper("items"."state") as "new_note"
from "items";

-- save rows beside the ledger
create table "mig_saved_case_5_items_stock" (
  "id" integer,
  "old_stock" integer,
  "new_stock" integer
);

-- save rows beside the ledger
insert into "mig_saved_case_5_items_stock"
select "items"."id", "items"."stock" as "old_stock", "items"."stock" + 1 as "new_stock" from "items";

-- update items
update "items" set
  "note" = mig_upper("items"."state"),
  "stock" = "items"."stock" + 1;

-- save rows beside the ledger
create table "mig_saved_case_6_items_stock" (
  "id" integer,
  "old_stock" integer,
  "new_stock" integer
);

-- save rows beside the ledger
insert into "mig_saved_case_6_items_stock"
select "items"."id", "items"."stock" as "old_stock", "items"."stock" * 2 as "new_stock" from "items";

-- update items
update "items" set
  "stock" = "items"."stock" * 2;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
