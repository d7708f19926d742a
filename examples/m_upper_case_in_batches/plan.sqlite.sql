-- migration upper_case_labels, exact with saved data, sqlite
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- kept as value 0
select count(*) as "n" from "parts";

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "parts"."code", "parts"."label"
from "parts"
where "parts"."label" <> mig_upper("parts"."label")
  and (length(mig_upper("parts"."label")) <= 40) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- save rows beside the ledger
create table "mig_saved_upper_case_labels_1_parts_label" (
  "code" varchar(12),
  "old_label" varchar(40),
  "new_label" text
);

-- mig_attempt remembers that the run is this far
COMMIT;

-- update parts; in batches along code of about 200 ms; about 40 rows; single: so few are done in one transaction
-- in one transaction, with a pause of 1 ms:
BEGIN IMMEDIATE;
-- save rows beside the ledger
insert into "mig_saved_upper_case_labels_1_parts_label"
select "parts"."code", "parts"."label" as "old_label", mig_upper("parts"."label") as "new_label"
from "parts"
where "parts"."label" <> mig_upper("parts"."label") and ("parts"."code" > :after and "parts"."code" <= :upto);
-- update parts
update "parts" set
  "label" = mig_upper("parts"."label")
where "parts"."label" <> mig_upper("parts"."label") and ("parts"."code" > :after and "parts"."code" <= :upto);
-- mig_range: the cursor stands at :upto now
COMMIT;
-- afterwards the proof is that every cursor has reached its end: old values are saved once

BEGIN IMMEDIATE;

-- must find no row, or D211 and the run stops here: what is committed stays
select q.*, count(*) over () as mig_total from (
select "parts"."code", "parts"."label"
from "parts"
where "parts"."label" <> mig_upper("parts"."label")
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must agree with value 0, or D211 and the run stops here: what is committed stays
select count(*) as "n" from "parts";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of upper_case_labels, mig_event gets the event 'reverted'
COMMIT;
