-- migration case, none, sqlite
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- add column a
alter table "docs" add column "a" text;

-- mig_attempt remembers that the run is this far
COMMIT;

BEGIN IMMEDIATE;

-- must find no row, or D205 and the run stops here: what is committed stays
select q.*, count(*) over () as mig_total from (
select "docs"."id", "docs"."body" from "docs" where not mig_fits('jsonb', "docs"."body")
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D205 and the run stops here: what is committed stays
select q.*, count(*) over () as mig_total from (
select "docs"."id", "docs"."body" from "docs" where not mig_fits('jsonb', "docs"."body")
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D213 and the run stops here: what is committed stays
select q.*, count(*) over () as mig_total from (
select "docs"."id", "docs"."body"
from "docs"
where mig_json_type(mig_jsonb("docs"."body")) not in ('object', 'null')
) as q
order by 1 nulls last
limit 5;

-- mig_attempt remembers that the run is this far
COMMIT;

-- update docs; in batches along id of 1 rows; about 3 rows; keyset: other writers get their turn after each batch
-- again and again, until no key is left:
BEGIN IMMEDIATE;
-- update docs
update "docs" set
  "a" = case when mig_json_at("docs"."body", 'a') is not null then mig_json_at_text("docs"."body", 'a') else "docs"."a" end,
  "body" = mig_json(mig_json_set(case when mig_json_type(mig_jsonb("docs"."body")) = 'object' then mig_jsonb("docs"."body") else '{}' end, 'size', mig_json_of_number("docs"."size")))
where "docs"."id" > :after and "docs"."id" <= :upto;
-- mig_range: the cursor stands at :upto now
COMMIT;
-- afterwards the proof is that every cursor has reached its end: others change the same columns, its values are made of the columns that they replace

BEGIN IMMEDIATE;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
