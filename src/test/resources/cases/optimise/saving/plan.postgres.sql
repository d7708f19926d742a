-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "items"."id", "items"."label"
from "items"
where "items"."label" is not null and (length(upper(btrim("items"."label"))) <= 12) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_items_label
create table "mig_saved"."case_1_items_label" as
select "items"."id", "items"."label" as "old_label", upper(btrim("items"."label")) as "new_label"
from "items"
where "items"."label" is not null;

-- items: set label
update "items" set
  "label" = upper(btrim("items"."label"))
where "items"."label" is not null;

-- save rows as mig_saved.case_2_items_note
create table "mig_saved"."case_2_items_note" as
select "items"."id",
  "items"."note" as "old_note",
  coalesce("items"."note", '') || "items"."label" as "new_note"
from "items"
where "items"."id" < 4;

-- items: set note
update "items" set
  "note" = coalesce("items"."note", '') || "items"."label"
where "items"."id" < 4;

-- these two should agree, or D216 is told
select exists (select 1 as "one" from "items" where "items"."state" is null) or not exists (select 1 as "one" from "items") as "fillable";
select true as "fillable";

-- save rows as mig_saved.case_3_items_state
create table "mig_saved"."case_3_items_state" as
select "items"."id", "items"."state" as "old_state", left("items"."note", 3) as "new_state"
from "items"
where "items"."state" is null;

-- items: set state
update "items" set
  "state" = left("items"."note", 3)
where "items"."state" is null;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
