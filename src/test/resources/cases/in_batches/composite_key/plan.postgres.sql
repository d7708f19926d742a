-- migration case, exact with saved data, postgres
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_lines_item
create table "mig_saved"."case_1_lines_item" as
select "lines"."order_id",
  "lines"."line",
  "lines"."item" as "old_item",
  upper("lines"."item") as "new_item"
from "lines"
where "lines"."item" is not null and (false)
with no data;

-- mig.attempt remembers that the run is this far
COMMIT;

-- lines: set item; in batches along order_id, line of 2 rows; about 81 rows; keyset: without further indexes stripes gain nothing
-- again and again, until no key is left:
BEGIN;
-- save rows as mig_saved.case_1_lines_item
insert into "mig_saved"."case_1_lines_item"
select "lines"."order_id",
  "lines"."line",
  "lines"."item" as "old_item",
  upper("lines"."item") as "new_item"
from "lines"
where "lines"."item" is not null and (("lines"."order_id", "lines"."line") > (:after_1, :after_2) and ("lines"."order_id", "lines"."line") <= (:upto_1, :upto_2));
-- lines: set item
update "lines" set
  "item" = upper("lines"."item")
where "lines"."item" is not null and (("lines"."order_id", "lines"."line") > (:after_1, :after_2) and ("lines"."order_id", "lines"."line") <= (:upto_1, :upto_2));
-- mig.range: the cursor stands at :upto now
COMMIT;
-- afterwards the proof is that every cursor has reached its end: old values are saved once

BEGIN;

-- must find no row, or D211 and the run stops here: what is committed stays
select q.*, count(*) over () as mig_total from (
select "lines"."order_id", "lines"."line", "lines"."item"
from "lines"
where "lines"."item" <> upper("lines"."item")
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
