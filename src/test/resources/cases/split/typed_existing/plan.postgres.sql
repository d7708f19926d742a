-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- must find no row, or D204 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "codes"."id", "codes"."code" from "codes" where not strpos("codes"."code", '-') > 0
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_codes_spare_n
create table "mig_saved"."case_1_codes_spare_n" as
select "codes"."id",
  "codes"."spare" as "old_spare",
  split_part("codes"."code", '-', 1) as "new_spare",
  "codes"."n" as "old_n",
  substr("codes"."code", strpos("codes"."code", '-') + 1)::integer as "new_n"
from "codes";

-- codes: set spare, n
update "codes" set
  "spare" = split_part("codes"."code", '-', 1),
  "n" = substr("codes"."code", strpos("codes"."code", '-') + 1)::integer;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
