-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "items"."id", "items"."label"
from "items"
where "items"."label" is not null
  and (length(mig_upper(trim("items"."label"))) <= 12) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- save rows beside the ledger
create table "mig_saved_case_1_items_label" (
  "id" integer,
  "old_label" varchar(12),
  "new_label" text
);

-- save rows beside the ledger
insert into "mig_saved_case_1_items_label"
select "items"."id", "items"."label" as "old_label", mig_upper(trim("items"."label")) as "new_label"
from "items"
where "items"."label" is not null;

-- update items
update "items" set
  "label" = mig_upper(trim("items"."label"))
where "items"."label" is not null;

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
  coalesce("items"."note", '') || "items"."label" as "new_note"
from "items"
where "items"."id" < 4;

-- update items
update "items" set
  "note" = coalesce("items"."note", '') || "items"."label"
where "items"."id" < 4;

-- these two should agree, or D216 is told
select exists (select 1 as "one" from "items" where "items"."state" is null) or not exists (select 1 as "one" from "items") as "fillable";
select true as "fillable";

-- save rows beside the ledger
create table "mig_saved_case_3_items_state" (
  "id" integer,
  "old_state" text,
  "new_state" text
);

-- save rows beside the ledger
insert into "mig_saved_case_3_items_state"
select "items"."id", "items"."state" as "old_state", substr("items"."note", 1, 3) as "new_state"
from "items"
where "items"."state" is null;

-- update items
update "items" set
  "state" = substr("items"."note", 1, 3)
where "items"."state" is null;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
