-- migration case, exact, postgres
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- t: add column b, add column c
alter table "t"
  add column "b" text,
  add column "c" text;

-- mig.attempt remembers that the run is this far
COMMIT;

-- t: set b, c; in batches along id of 2 rows; about 81 rows; keyset: too few rows for stripes to matter
-- again and again, until no key is left:
BEGIN;
-- t: set b, c
update "t" set
  "b" = case when strpos("t"."a", ' ') > 0 then split_part("t"."a", ' ', 1) when "t"."a" is not null then '' end,
  "c" = case when strpos("t"."a", ' ') > 0 then substr("t"."a", strpos("t"."a", ' ') + 1) when "t"."a" is not null then '' end
where "t"."a" is not null and ("t"."id" > :after and "t"."id" <= :upto);
-- mig.range: the cursor stands at :upto now
COMMIT;
-- afterwards a sweep of the whole table finds nothing left to do
select "t"."id"
from "t"
where "t"."a" is not null
  and ("t"."b" is distinct from case when strpos("t"."a", ' ') > 0 then split_part("t"."a", ' ', 1) when "t"."a" is not null then '' end or "t"."c" is distinct from case when strpos("t"."a", ' ') > 0 then substr("t"."a", strpos("t"."a", ' ') + 1) when "t"."a" is not null then '' end);
-- for what it finds: t: set b, c
update "t" set
  "b" = case when strpos("t"."a", ' ') > 0 then split_part("t"."a", ' ', 1) when "t"."a" is not null then '' end,
  "c" = case when strpos("t"."a", ' ') > 0 then substr("t"."a", strpos("t"."a", ' ') + 1) when "t"."a" is not null then '' end
where "t"."a" is not null and ("t"."b" is distinct from case when strpos("t"."a", ' ') > 0 then split_part("t"."a", ' ', 1) when "t"."a" is not null then '' end or "t"."c" is distinct from case when strpos("t"."a", ' ') > 0 then substr("t"."a", strpos("t"."a", ' ') + 1) when "t"."a" is not null then '' end) and ("t"."id" > :after and "t"."id" <= :upto);

BEGIN;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
