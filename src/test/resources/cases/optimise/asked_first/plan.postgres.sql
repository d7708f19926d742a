-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- kept as value 0
select count(*) as "n" from "items";

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "items"."id", "items"."label", "items"."note"
from "items"
where (coalesce("items"."label", "items"."note" || "items"."id"::text) is null or (length(coalesce("items"."label", "items"."note" || "items"."id"::text)) <= 12) is true) is not true
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_items_label
create table "mig_saved"."case_1_items_label" as
select "items"."id",
  "items"."label" as "old_label",
  coalesce("items"."label", "items"."note" || "items"."id"::text) as "new_label"
from "items";

-- items: set label
update "items" set
  "label" = coalesce("items"."label", "items"."note" || "items"."id"::text);

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "items"."id", "items"."label" from "items" where ("items"."label" is not null) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must agree with value 0, or D211 and everything is rolled back
select count(*) as "n" from "items";

-- save rows as mig_saved.case_2_items_note
create table "mig_saved"."case_2_items_note" as
select "items"."id", "items"."note" as "old_note", upper("items"."label") as "new_note" from "items";

-- items: set note
update "items" set
  "note" = upper("items"."label");

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
