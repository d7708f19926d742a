-- migration case, none, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- codes: set spare
update "codes" set
  "spare" = replace("codes"."spare", 'soon ', '')
where "codes"."spare" is not null;

-- codes: add column day, add column ready
alter table "codes"
  add column "day" date,
  add column "ready" boolean;

-- must find no row, or D205 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "codes"."id", "codes"."spare"
from "codes"
where (case when strpos("codes"."spare", ' ') > 0 then split_part("codes"."spare", ' ', 1) end is null or (case when case when strpos("codes"."spare", ' ') > 0 then split_part("codes"."spare", ' ', 1) end ~ '^[ \t\n\r\f\v]*((?!0000)[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))[ \t\n\r\f\v]*$' then substr(btrim(case when strpos("codes"."spare", ' ') > 0 then split_part("codes"."spare", ' ', 1) end, E' \t\n\r\f\x0B'), 9, 2)::integer <= extract(day from (substr(btrim(case when strpos("codes"."spare", ' ') > 0 then split_part("codes"."spare", ' ', 1) end, E' \t\n\r\f\x0B'), 1, 7) || '-01')::date + interval '1 month - 1 day') when case when strpos("codes"."spare", ' ') > 0 then split_part("codes"."spare", ' ', 1) end is not null then false end) is true) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D205 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "codes"."id", "codes"."spare"
from "codes"
where (case when strpos("codes"."spare", ' ') > 0 then substr("codes"."spare", strpos("codes"."spare", ' ') + 1) when "codes"."spare" is not null then "codes"."spare" end is null or (lower(btrim(case when strpos("codes"."spare", ' ') > 0 then substr("codes"."spare", strpos("codes"."spare", ' ') + 1) when "codes"."spare" is not null then "codes"."spare" end, E' \t\n\r\f\x0B')) in ('t', 'true', 'y', 'yes', 'on', '1', 'f', 'false', 'n', 'no', 'off', '0')) is true) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- codes: set day, ready
update "codes" set
  "day" = case when strpos("codes"."spare", ' ') > 0 then split_part("codes"."spare", ' ', 1)::date when "codes"."spare" is not null then null end,
  "ready" = case when strpos("codes"."spare", ' ') > 0 then substr("codes"."spare", strpos("codes"."spare", ' ') + 1)::boolean when "codes"."spare" is not null then "codes"."spare"::boolean end
where "codes"."spare" is not null;

-- codes: add column kind, add column number
alter table "codes"
  add column "kind" text,
  add column "number" numeric(5,1);

-- must find no row, or D205 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "codes"."id", "codes"."code"
from "codes"
where (case when strpos("codes"."code", '-') > 0 then split_part("codes"."code", '-', -1) when "codes"."code" is not null then "codes"."code" end is null or case when case when strpos("codes"."code", '-') > 0 then split_part("codes"."code", '-', -1) when "codes"."code" is not null then "codes"."code" end ~ '^[ \t\n\r\f\v]*([+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?)[ \t\n\r\f\v]*$' then round(case when strpos("codes"."code", '-') > 0 then split_part("codes"."code", '-', -1) when "codes"."code" is not null then "codes"."code" end::numeric::numeric, 1) = case when strpos("codes"."code", '-') > 0 then split_part("codes"."code", '-', -1) when "codes"."code" is not null then "codes"."code" end::numeric and (case when strpos("codes"."code", '-') > 0 then split_part("codes"."code", '-', -1) when "codes"."code" is not null then "codes"."code" end::numeric < 10000.0 and case when strpos("codes"."code", '-') > 0 then split_part("codes"."code", '-', -1) when "codes"."code" is not null then "codes"."code" end::numeric > -10000.0) else false end is true) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- codes: set kind, number
update "codes" set
  "kind" = case when strpos("codes"."code", '-') > 0 then case when (length("codes"."code") - length(split_part("codes"."code", '-', -1)) - 1) < 0 then substr("codes"."code", 1, 0) else substr("codes"."code", 1, length("codes"."code") - length(split_part("codes"."code", '-', -1)) - 1) end when "codes"."code" is not null then null end,
  "number" = case when strpos("codes"."code", '-') > 0 then split_part("codes"."code", '-', -1)::numeric(5,1) when "codes"."code" is not null then "codes"."code"::numeric(5,1) end
where "codes"."code" is not null;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
