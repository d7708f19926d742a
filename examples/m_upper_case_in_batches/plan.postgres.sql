-- migration upper_case_labels, exact with saved data, postgres
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- kept as value 0
select count(*) as "n" from "parts";

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "parts"."code", "parts"."label"
from "parts"
where "parts"."label" <> upper("parts"."label")
  and (length(upper("parts"."label")) <= 40) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.upper_case_labels_1_parts_label
create table "mig_saved"."upper_case_labels_1_parts_label" as
select "parts"."code", "parts"."label" as "old_label", upper("parts"."label") as "new_label"
from "parts"
where "parts"."label" <> upper("parts"."label") and (false)
with no data;

-- mig.attempt remembers that the run is this far
COMMIT;

-- parts: set label; in batches along code of about 200 ms; about 81 rows; single: so few are done in one transaction
-- in one transaction, with a pause of 1 ms:
BEGIN;
-- save rows as mig_saved.upper_case_labels_1_parts_label
insert into "mig_saved"."upper_case_labels_1_parts_label"
select "parts"."code", "parts"."label" as "old_label", upper("parts"."label") as "new_label"
from "parts"
where "parts"."label" <> upper("parts"."label") and ("parts"."code" > :after and "parts"."code" <= :upto);
-- parts: set label
update "parts" set
  "label" = upper("parts"."label")
where "parts"."label" <> upper("parts"."label") and ("parts"."code" > :after and "parts"."code" <= :upto);
-- mig.range: the cursor stands at :upto now
COMMIT;
-- afterwards the proof is that every cursor has reached its end: old values are saved once

BEGIN;

-- must find no row, or D211 and the run stops here: what is committed stays
select q.*, count(*) over () as mig_total from (
select "parts"."code", "parts"."label" from "parts" where "parts"."label" <> upper("parts"."label")
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must agree with value 0, or D211 and the run stops here: what is committed stays
select count(*) as "n" from "parts";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of upper_case_labels, mig.event gets the event 'reverted'
COMMIT;
