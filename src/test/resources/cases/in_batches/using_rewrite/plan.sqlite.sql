-- migration case, none, sqlite
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- mig_attempt remembers that the run is this far
COMMIT;

BEGIN IMMEDIATE;

-- must find no row, or D213 and the run stops here: what is committed stays
select q.*, count(*) over () as mig_total from (
select "t"."id", "t"."a"
from "t"
where "t"."id" > 2
  and (mig_upper("t"."a") is null or (length(mig_upper("t"."a")) <= 9) is true) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- mig_attempt remembers that the run is this far
COMMIT;

-- update t; in batches along id of about 50 ms; about 5 rows; keyset: SQLite has nothing to gain from another
-- again and again, until no key is left:
BEGIN IMMEDIATE;
-- update t
update "t" set
  "a" = mig_upper("t"."a"),
  "n" = "t"."n" + "t"."id"
where "t"."id" > 2 and ("t"."id" > :after and "t"."id" <= :upto);
-- update t
update "t" set
  "done" = true
where "t"."a" is not null and ("t"."id" > :after and "t"."id" <= :upto);
-- mig_range: the cursor stands at :upto now
COMMIT;
-- afterwards a sweep of the whole table finds nothing left to do; of the rest the proof is that every cursor has reached its end: its values are made of the columns that they replace
select "t"."id" from "t" where "t"."a" is not null and "t"."done" is distinct from true;
-- for what it finds: update t
update "t" set
  "done" = true
where "t"."a" is not null and "t"."done" is distinct from true and ("t"."id" > :after and "t"."id" <= :upto);

BEGIN IMMEDIATE;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
