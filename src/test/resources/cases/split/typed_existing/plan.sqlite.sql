-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- must find no row, or D204 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "codes"."id", "codes"."code"
from "codes"
where octet_length(substr("codes"."code", 1)) <> octet_length("codes"."code")
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D204 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "codes"."id", "codes"."code" from "codes" where not instr("codes"."code", '-') > 0
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- save rows beside the ledger
create table "mig_saved_case_1_codes_spare_n" (
  "id" integer,
  "old_spare" text,
  "new_spare" text,
  "old_n" integer,
  "new_n" integer
);

-- save rows beside the ledger
insert into "mig_saved_case_1_codes_spare_n"
select "codes"."id",
  "codes"."spare" as "old_spare",
  mig_split_part("codes"."code", '-', 1) as "new_spare",
  "codes"."n" as "old_n",
  mig_cast_integer(substr("codes"."code", max(instr("codes"."code", '-') + 1, 1)), 'integer') as "new_n"
from "codes";

-- update codes
update "codes" set
  "spare" = mig_split_part("codes"."code", '-', 1),
  "n" = mig_cast_integer(substr("codes"."code", max(instr("codes"."code", '-') + 1, 1)), 'integer');

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
