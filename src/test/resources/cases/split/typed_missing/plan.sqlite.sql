-- migration case, none, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- update codes
update "codes" set
  "spare" = replace("codes"."spare", 'soon ', '')
where "codes"."spare" is not null;

-- add column day
alter table "codes" add column "day" date;

-- add column ready
alter table "codes" add column "ready" boolean;

-- must find no row, or D204 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "codes"."id", "codes"."spare"
from "codes"
where octet_length(substr("codes"."spare", 1)) <> octet_length("codes"."spare")
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D205 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "codes"."id", "codes"."spare"
from "codes"
where (case when instr("codes"."spare", ' ') > 0 then mig_split_part("codes"."spare", ' ', 1) end is null or mig_fits('date', case when instr("codes"."spare", ' ') > 0 then mig_split_part("codes"."spare", ' ', 1) end) is true) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D205 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "codes"."id", "codes"."spare"
from "codes"
where (case when instr("codes"."spare", ' ') > 0 then substr("codes"."spare", max(instr("codes"."spare", ' ') + 1, 1)) when "codes"."spare" is not null then "codes"."spare" end is null or mig_fits('boolean', case when instr("codes"."spare", ' ') > 0 then substr("codes"."spare", max(instr("codes"."spare", ' ') + 1, 1)) when "codes"."spare" is not null then "codes"."spare" end) is true) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- update codes
update "codes" set
  "day" = case when instr("codes"."spare", ' ') > 0 then mig_date(mig_split_part("codes"."spare", ' ', 1)) when "codes"."spare" is not null then null end,
  "ready" = case when instr("codes"."spare", ' ') > 0 then mig_cast_boolean(substr("codes"."spare", max(instr("codes"."spare", ' ') + 1, 1))) when "codes"."spare" is not null then mig_cast_boolean("codes"."spare") end
where "codes"."spare" is not null;

-- add column kind
alter table "codes" add column "kind" text;

-- add column number
alter table "codes" add column "number" numeric(5,1);

-- must find no row, or D204 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "codes"."id", "codes"."code"
from "codes"
where octet_length(substr("codes"."code", 1)) <> octet_length("codes"."code")
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D205 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "codes"."id", "codes"."code"
from "codes"
where (case when instr("codes"."code", '-') > 0 then mig_split_part("codes"."code", '-', -1) when "codes"."code" is not null then "codes"."code" end is null or case when mig_fits('numeric', case when instr("codes"."code", '-') > 0 then mig_split_part("codes"."code", '-', -1) when "codes"."code" is not null then "codes"."code" end) then mig_round(mig_cast_numeric(case when instr("codes"."code", '-') > 0 then mig_split_part("codes"."code", '-', -1) when "codes"."code" is not null then "codes"."code" end, -1, 0), 1) = mig_cast_numeric(case when instr("codes"."code", '-') > 0 then mig_split_part("codes"."code", '-', -1) when "codes"."code" is not null then "codes"."code" end, -1, 0) and (mig_cast_numeric(case when instr("codes"."code", '-') > 0 then mig_split_part("codes"."code", '-', -1) when "codes"."code" is not null then "codes"."code" end, -1, 0) < 10000 and mig_cast_numeric(case when instr("codes"."code", '-') > 0 then mig_split_part("codes"."code", '-', -1) when "codes"."code" is not null then "codes"."code" end, -1, 0) > -10000) else false end is true) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- update codes
update "codes" set
  "kind" = case when instr("codes"."code", '-') > 0 then substr("codes"."code", max(1, 1), max(0, (length("codes"."code") - length(mig_split_part("codes"."code", '-', -1)) - 1) + min(1, 1) - 1)) when "codes"."code" is not null then null end,
  "number" = case when instr("codes"."code", '-') > 0 then mig_cast_numeric(mig_split_part("codes"."code", '-', -1), 5, 1) when "codes"."code" is not null then mig_cast_numeric("codes"."code", 5, 1) end
where "codes"."code" is not null;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
