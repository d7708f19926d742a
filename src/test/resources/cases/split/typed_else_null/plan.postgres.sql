-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- codes: add column kind, add column number
alter table "codes"
  add column "kind" text,
  add column "number" smallint;

-- must find no row, or D205 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "codes"."id", "codes"."code"
from "codes"
where (case when "codes"."code" ~ E'^(?:([A-Z])\\-([0-9]{1,2}))$' then (regexp_match("codes"."code", E'(^(?:([A-Z])\\-([0-9]{1,2}))$)'))[2 + 1] end is null or (case when case when "codes"."code" ~ E'^(?:([A-Z])\\-([0-9]{1,2}))$' then (regexp_match("codes"."code", E'(^(?:([A-Z])\\-([0-9]{1,2}))$)'))[2 + 1] end ~ '^[ \t\n\r\f\v]*([+-]?[0-9]{1,30})[ \t\n\r\f\v]*$' then case when "codes"."code" ~ E'^(?:([A-Z])\\-([0-9]{1,2}))$' then (regexp_match("codes"."code", E'(^(?:([A-Z])\\-([0-9]{1,2}))$)'))[2 + 1] end::numeric between -32768 and 32767 when case when "codes"."code" ~ E'^(?:([A-Z])\\-([0-9]{1,2}))$' then (regexp_match("codes"."code", E'(^(?:([A-Z])\\-([0-9]{1,2}))$)'))[2 + 1] end is not null then false end) is true) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- codes: set kind, number
update "codes" set
  "kind" = case when "codes"."code" ~ E'^(?:([A-Z])\\-([0-9]{1,2}))$' then (regexp_match("codes"."code", E'(^(?:([A-Z])\\-([0-9]{1,2}))$)'))[1 + 1] end,
  "number" = case when "codes"."code" ~ E'^(?:([A-Z])\\-([0-9]{1,2}))$' then ((regexp_match("codes"."code", E'(^(?:([A-Z])\\-([0-9]{1,2}))$)'))[2 + 1])::smallint end
where "codes"."code" is not null;

-- codes: add column year, add column rest
alter table "codes"
  add column "year" integer,
  add column "rest" text;

-- must find no row, or D205 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "codes"."id", "codes"."spare"
from "codes"
where (case when strpos("codes"."spare", '-') > 0 then split_part("codes"."spare", '-', 1) end is null or (case when case when strpos("codes"."spare", '-') > 0 then split_part("codes"."spare", '-', 1) end ~ '^[ \t\n\r\f\v]*([+-]?[0-9]{1,30})[ \t\n\r\f\v]*$' then case when strpos("codes"."spare", '-') > 0 then split_part("codes"."spare", '-', 1) end::numeric between -2147483648 and 2147483647 when case when strpos("codes"."spare", '-') > 0 then split_part("codes"."spare", '-', 1) end is not null then false end) is true) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- codes: set year, rest
update "codes" set
  "year" = case when strpos("codes"."spare", '-') > 0 then split_part("codes"."spare", '-', 1)::integer end,
  "rest" = case when strpos("codes"."spare", '-') > 0 then substr("codes"."spare", strpos("codes"."spare", '-') + 1) end
where "codes"."spare" is not null;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
