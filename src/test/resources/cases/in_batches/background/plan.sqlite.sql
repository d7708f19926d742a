-- migration case, none, sqlite
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- mig_attempt remembers that the run is this far
COMMIT;

BEGIN IMMEDIATE;

-- these two should agree, or D216 is told
select exists (select 1 as "one" from "t" where "t"."a" is null) or not exists (select 1 as "one" from "t") as "fillable";
select true as "fillable";

-- mig_attempt remembers that the run is this far
COMMIT;

-- update t; in background, batches along id of 2 rows; about 5 rows; keyset: other writers get their turn after each batch
-- again and again, until no key is left:
BEGIN IMMEDIATE;
-- update t
update "t" set
  "a" = 'none'
where "t"."a" is null and ("t"."id" > :after and "t"."id" <= :upto);
-- mig_range: the cursor stands at :upto now
COMMIT;
-- afterwards a sweep of the whole table finds nothing left to do
select "t"."id" from "t" where "t"."a" is null and "t"."a" is distinct from 'none';
-- for what it finds: update t
update "t" set
  "a" = 'none'
where "t"."a" is null and "t"."a" is distinct from 'none' and ("t"."id" > :after and "t"."id" <= :upto);

BEGIN IMMEDIATE;

-- must find no row, or D211 and the run stops here: what is committed stays
select q.*, count(*) over () as mig_total from (
select "t"."id", "t"."a" from "t" where "t"."a" is null
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
