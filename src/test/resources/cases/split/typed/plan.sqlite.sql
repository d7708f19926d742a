-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- add column kind
alter table "codes" add column "kind" text;

-- add column n2
alter table "codes" add column "n2" integer;

-- must find no row, or D204 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "codes"."id", "codes"."code"
from "codes"
where not mig_regexp_matches("codes"."code", '^(?:([A-Z]+)\-([0-9]+))\z')
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- update codes
update "codes" set
  "kind" = mig_regexp_extract("codes"."code", '^(?:([A-Z]+)\-([0-9]+))\z', 1),
  "n2" = mig_cast_integer(mig_regexp_extract("codes"."code", '^(?:([A-Z]+)\-([0-9]+))\z', 2), 'integer')
where "codes"."code" is not null;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
