-- migration case, exact with saved data, sqlite
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_case_1_lines_item" (
  "order_id" integer,
  "line" integer,
  "old_item" text,
  "new_item" text
);

-- mig_attempt remembers that the run is this far
COMMIT;

-- update lines; in batches along order_id, line of 2 rows; about 6 rows; keyset: other writers get their turn after each batch
-- again and again, until no key is left:
BEGIN IMMEDIATE;
-- save rows beside the ledger
insert into "mig_saved_case_1_lines_item"
select "lines"."order_id",
  "lines"."line",
  "lines"."item" as "old_item",
  mig_upper("lines"."item") as "new_item"
from "lines"
where "lines"."item" is not null and (("lines"."order_id", "lines"."line") > (:after_1, :after_2) and ("lines"."order_id", "lines"."line") <= (:upto_1, :upto_2));
-- update lines
update "lines" set
  "item" = mig_upper("lines"."item")
where "lines"."item" is not null and (("lines"."order_id", "lines"."line") > (:after_1, :after_2) and ("lines"."order_id", "lines"."line") <= (:upto_1, :upto_2));
-- mig_range: the cursor stands at :upto now
COMMIT;
-- afterwards the proof is that every cursor has reached its end: old values are saved once

BEGIN IMMEDIATE;

-- must find no row, or D211 and the run stops here: what is committed stays
select q.*, count(*) over () as mig_total from (
select "lines"."order_id", "lines"."line", "lines"."item"
from "lines"
where "lines"."item" <> mig_upper("lines"."item")
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
