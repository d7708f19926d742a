-- migration case, none, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- must find no row, or D204 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "codes"."id", "codes"."code"
from "codes"
where not mig_regexp_matches("codes"."code", '^(?:([^ ]*)( .*)?)\z')
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- update codes
update "codes" set
  "kind" = mig_regexp_extract("codes"."code", '^(?:([^ ]*)( .*)?)\z', 1),
  "rest" = mig_regexp_extract("codes"."code", '^(?:([^ ]*)( .*)?)\z', 2);

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "codes"."id", "codes"."kind", "codes"."rest"
from "codes"
where "codes"."id" = 2
  and (octet_length("codes"."kind") <> 3 or octet_length("codes"."rest") <> 4)
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
