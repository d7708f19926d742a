-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- codes: add column kind, add column n2
alter table "codes"
  add column "kind" text,
  add column "n2" integer;

-- must find no row, or D204 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "codes"."id", "codes"."code"
from "codes"
where not ("codes"."code" ~ E'^(?:([A-Z]+)\\-([0-9]+))$')
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- codes: set kind, n2
update "codes" set
  "kind" = (regexp_match("codes"."code", E'(^(?:([A-Z]+)\\-([0-9]+))$)'))[1 + 1],
  "n2" = ((regexp_match("codes"."code", E'(^(?:([A-Z]+)\\-([0-9]+))$)'))[2 + 1])::integer
where "codes"."code" is not null;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
