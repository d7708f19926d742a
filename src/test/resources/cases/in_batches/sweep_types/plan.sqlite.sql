-- migration case, exact, sqlite
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- add column year
alter table "users" add column "year" smallint;

-- add column share
alter table "users" add column "share" numeric(10,2);

-- add column part
alter table "users" add column "part" real;

-- add column old
alter table "users" add column "old" boolean;

-- add column since
alter table "users" add column "since" date;

-- add column again
alter table "users" add column "again" timestamp;

-- add column words
alter table "users" add column "words" varchar(30);

-- mig_attempt remembers that the run is this far
COMMIT;

BEGIN IMMEDIATE;

-- must find no row, or D213 and the run stops here: what is committed stays
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."age"
from "users"
where ("users"."age" * 1 is null or ("users"."age" * 1 between -32768 and 32767) is true) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D213 and the run stops here: what is committed stays
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."age"
from "users"
where (mig_decimal('*', "users"."age", 1.25) is null or (mig_round(mig_decimal('*', "users"."age", 1.25), 2) = mig_decimal('*', "users"."age", 1.25) and (mig_decimal('*', "users"."age", 1.25) < 100000000 and mig_decimal('*', "users"."age", 1.25) > -100000000)) is true) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D213 and the run stops here: what is committed stays
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."age"
from "users"
where (mig_divide(mig_cast_real("users"."age"), 4) is null or case when mig_divide(mig_cast_real("users"."age"), 4) = 0 or (mig_divide(mig_cast_real("users"."age"), 4) between 1.2E-38 and 340000000000000000000000000000000000000.0 or mig_divide(mig_cast_real("users"."age"), 4) between -340000000000000000000000000000000000000.0 and -1.2E-38) then mig_cast_double(mig_text_real(mig_cast_real(mig_divide(mig_cast_real("users"."age"), 4)))) = mig_divide(mig_cast_real("users"."age"), 4) else false end is true) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D213 and the run stops here: what is committed stays
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."age"
from "users"
where "users"."created" is not null
  and (cast("users"."age" as text) is null or (length(cast("users"."age" as text)) <= 30) is true) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- mig_attempt remembers that the run is this far
COMMIT;

-- update users; in batches along id of 2 rows; about 4 rows; keyset: other writers get their turn after each batch
-- again and again, until no key is left:
BEGIN IMMEDIATE;
-- update users
update "users" set
  "year" = mig_cast_integer("users"."age" * 1, 'smallint'),
  "share" = mig_cast_numeric(mig_decimal('*', "users"."age", 1.25), 10, 2),
  "part" = mig_cast_real(mig_divide(mig_cast_real("users"."age"), 4)),
  "old" = "users"."age" > 18
where "users"."id" > :after and "users"."id" <= :upto;
-- update users
update "users" set
  "since" = mig_date("users"."created"),
  "again" = "users"."created",
  "words" = cast("users"."age" as text)
where "users"."created" is not null and ("users"."id" > :after and "users"."id" <= :upto);
-- mig_range: the cursor stands at :upto now
COMMIT;
-- afterwards a sweep of the whole table finds nothing left to do
select "users"."id"
from "users"
where "users"."year" is distinct from mig_cast_integer("users"."age" * 1, 'smallint') or "users"."share" is distinct from mig_cast_numeric(mig_decimal('*', "users"."age", 1.25), 10, 2) or "users"."part" is distinct from mig_cast_real(mig_divide(mig_cast_real("users"."age"), 4)) or "users"."old" is distinct from ("users"."age" > 18)
union
select "users"."id"
from "users"
where "users"."created" is not null
  and ("users"."since" is distinct from mig_date("users"."created") or mig_timestamp("users"."again") is distinct from mig_timestamp("users"."created") or "users"."words" is distinct from cast("users"."age" as text));
-- for what it finds: update users
update "users" set
  "year" = mig_cast_integer("users"."age" * 1, 'smallint'),
  "share" = mig_cast_numeric(mig_decimal('*', "users"."age", 1.25), 10, 2),
  "part" = mig_cast_real(mig_divide(mig_cast_real("users"."age"), 4)),
  "old" = "users"."age" > 18
where ("users"."year" is distinct from mig_cast_integer("users"."age" * 1, 'smallint') or "users"."share" is distinct from mig_cast_numeric(mig_decimal('*', "users"."age", 1.25), 10, 2) or "users"."part" is distinct from mig_cast_real(mig_divide(mig_cast_real("users"."age"), 4)) or "users"."old" is distinct from ("users"."age" > 18)) and ("users"."id" > :after and "users"."id" <= :upto);
-- for what it finds: update users
update "users" set
  "since" = mig_date("users"."created"),
  "again" = "users"."created",
  "words" = cast("users"."age" as text)
where "users"."created" is not null and ("users"."since" is distinct from mig_date("users"."created") or mig_timestamp("users"."again") is distinct from mig_timestamp("users"."created") or "users"."words" is distinct from cast("users"."age" as text)) and ("users"."id" > :after and "users"."id" <= :upto);

BEGIN IMMEDIATE;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
