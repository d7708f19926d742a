-- migration case, none, postgres
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- docs: add column a
alter table "docs" add column "a" text;

-- mig.attempt remembers that the run is this far
COMMIT;

BEGIN;

-- must find no row, or D213 and the run stops here: what is committed stays
select q.*, count(*) over () as mig_total from (
select "docs"."id", "docs"."body"
from "docs"
where jsonb_typeof("docs"."body"::jsonb) not in ('object', 'null')
) as q
order by 1 nulls last
limit 5;

-- mig.attempt remembers that the run is this far
COMMIT;

-- docs: set a, body; in batches along id of 1 rows; about 81 rows; keyset: without further indexes stripes gain nothing
-- again and again, until no key is left:
BEGIN;
-- docs: set a, body
update "docs" set
  "a" = case when "docs"."body" -> 'a' is not null then "docs"."body" ->> 'a' else "docs"."a" end,
  "body" = (case when jsonb_typeof("docs"."body"::jsonb) = 'object' then "docs"."body"::jsonb else jsonb_build_object() end || jsonb_build_object('size', to_jsonb(trim_scale("docs"."size"::numeric))))::json
where "docs"."id" > :after and "docs"."id" <= :upto;
-- mig.range: the cursor stands at :upto now
COMMIT;
-- afterwards the proof is that every cursor has reached its end: others change the same columns, its values are made of the columns that they replace

BEGIN;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
