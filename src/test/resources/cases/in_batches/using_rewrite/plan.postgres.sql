-- migration case, none, postgres
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- mig.attempt remembers that the run is this far
COMMIT;

BEGIN;

-- must find no row, or D213 and the run stops here: what is committed stays
select q.*, count(*) over () as mig_total from (
select "t"."id", "t"."a"
from "t"
where "t"."id" > 2
  and (upper("t"."a") is null or (length(upper("t"."a")) <= 9) is true) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- mig.attempt remembers that the run is this far
COMMIT;

-- t: set a, n, t: set done; in batches along id of about 50 ms; about 81 rows; rewrite: the script says so
-- in one transaction:
BEGIN;
-- t: set a, n
alter table "t"
  alter column "a" type varchar(9) using case when "t"."id" > 2 then upper("t"."a") else "t"."a" end,
  alter column "n" type integer using case when "t"."id" > 2 then "t"."n" + "t"."id" else "t"."n" end;
-- t: set done
alter table "t"
  alter column "done" type boolean using case when "t"."a" is not null then true else "t"."done" end;
-- mig.range: the cursor stands at :upto now
COMMIT;
-- afterwards a sweep of the whole table finds nothing left to do; of the rest the proof is that every cursor has reached its end: its values are made of the columns that they replace
select "t"."id" from "t" where "t"."a" is not null and "t"."done" is distinct from true;
-- for what it finds: t: set done
update "t" set
  "done" = true
where "t"."a" is not null and "t"."done" is distinct from true and ("t"."id" > :after and "t"."id" <= :upto);

BEGIN;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
