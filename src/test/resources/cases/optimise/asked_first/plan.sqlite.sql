-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- kept as value 0
select count(*) as "n" from "items";

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "items"."id", "items"."label", "items"."note"
from "items"
where (coalesce("items"."label", "items"."note" || cast("items"."id" as text)) is null or (length(coalesce("items"."label", "items"."note" || cast("items"."id" as text))) <= 12) is true) is not true
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- save rows beside the ledger
create table "mig_saved_case_1_items_label" (
  "id" integer,
  "old_label" varchar(12),
  "new_label" text
);

-- save rows beside the ledger
insert into "mig_saved_case_1_items_label"
select "items"."id",
  "items"."label" as "old_label",
  coalesce("items"."label", "items"."note" || cast("items"."id" as text)) as "new_label"
from "items";

-- update items
update "items" set
  "label" = coalesce("items"."label", "items"."note" || cast("items"."id" as text));

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "items"."id", "items"."label" from "items" where ("items"."label" is not null) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must agree with value 0, or D211 and everything is rolled back
select count(*) as "n" from "items";

-- save rows beside the ledger
create table "mig_saved_case_2_items_note" (
  "id" integer,
  "old_note" text,
  "new_note" text
);

-- save rows beside the ledger
insert into "mig_saved_case_2_items_note"
select "items"."id", "items"."note" as "old_note", mig_upper("items"."label") as "new_note"
from "items";

-- update items
update "items" set
  "note" = mig_upper("items"."label");

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
