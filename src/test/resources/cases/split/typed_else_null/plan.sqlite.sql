-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- add column kind
alter table "codes" add column "kind" text;

-- add column number
alter table "codes" add column "number" smallint;

-- must find no row, or D205 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "codes"."id", "codes"."code"
from "codes"
where (case when mig_regexp_matches("codes"."code", '^(?:([A-Z])\-([0-9]{1,2}))\z') then mig_regexp_extract("codes"."code", '^(?:([A-Z])\-([0-9]{1,2}))\z', 2) end is null or mig_fits('smallint', case when mig_regexp_matches("codes"."code", '^(?:([A-Z])\-([0-9]{1,2}))\z') then mig_regexp_extract("codes"."code", '^(?:([A-Z])\-([0-9]{1,2}))\z', 2) end) is true) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- update codes
update "codes" set
  "kind" = case when mig_regexp_matches("codes"."code", '^(?:([A-Z])\-([0-9]{1,2}))\z') then mig_regexp_extract("codes"."code", '^(?:([A-Z])\-([0-9]{1,2}))\z', 1) end,
  "number" = case when mig_regexp_matches("codes"."code", '^(?:([A-Z])\-([0-9]{1,2}))\z') then mig_cast_integer(mig_regexp_extract("codes"."code", '^(?:([A-Z])\-([0-9]{1,2}))\z', 2), 'smallint') end
where "codes"."code" is not null;

-- add column year
alter table "codes" add column "year" integer;

-- add column rest
alter table "codes" add column "rest" text;

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
where (case when instr("codes"."spare", '-') > 0 then mig_split_part("codes"."spare", '-', 1) end is null or mig_fits('integer', case when instr("codes"."spare", '-') > 0 then mig_split_part("codes"."spare", '-', 1) end) is true) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- update codes
update "codes" set
  "year" = case when instr("codes"."spare", '-') > 0 then mig_cast_integer(mig_split_part("codes"."spare", '-', 1), 'integer') end,
  "rest" = case when instr("codes"."spare", '-') > 0 then substr("codes"."spare", max(instr("codes"."spare", '-') + 1, 1)) end
where "codes"."spare" is not null;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
