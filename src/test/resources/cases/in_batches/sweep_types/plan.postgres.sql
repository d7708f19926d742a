-- migration case, exact, postgres
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- users: add column year, add column share, add column part, add column old, add column since, add column again, add column words
alter table "users"
  add column "year" smallint,
  add column "share" numeric(10,2),
  add column "part" real,
  add column "old" boolean,
  add column "since" date,
  add column "again" timestamp,
  add column "words" varchar(30);

-- mig.attempt remembers that the run is this far
COMMIT;

BEGIN;

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
where ("users"."age" * 1.25 is null or (round(("users"."age" * 1.25)::numeric, 2) = "users"."age" * 1.25 and ("users"."age" * 1.25 < 100000000.0 and "users"."age" * 1.25 > -100000000.0)) is true) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D213 and the run stops here: what is committed stays
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."age"
from "users"
where ("users"."age"::real / 4 is null or case when "users"."age"::real / 4 = 0 or ("users"."age"::real / 4 between 1.2E-38::double precision and 340000000000000000000000000000000000000::double precision or "users"."age"::real / 4 between '-340000000000000000000000000000000000000'::double precision and '-1.2E-38'::double precision) then ("users"."age"::real / 4)::real::text::double precision = "users"."age"::real / 4 else false end is true) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D213 and the run stops here: what is committed stays
select q.*, count(*) over () as mig_total from (
select "users"."id", "users"."age"
from "users"
where "users"."created" is not null
  and ("users"."age"::text is null or (length("users"."age"::text) <= 30) is true) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- mig.attempt remembers that the run is this far
COMMIT;

-- users: set year, share, part, old, users: set since, again, words; in batches along id of 2 rows; about 81 rows; keyset: too few rows for stripes to matter
-- again and again, until no key is left:
BEGIN;
-- users: set year, share, part, old
update "users" set
  "year" = ("users"."age" * 1)::smallint,
  "share" = ("users"."age" * 1.25)::numeric(10,2),
  "part" = ("users"."age"::real / 4)::real,
  "old" = "users"."age" > 18
where "users"."id" > :after and "users"."id" <= :upto;
-- users: set since, again, words
update "users" set
  "since" = "users"."created"::date,
  "again" = "users"."created",
  "words" = "users"."age"::text
where "users"."created" is not null and ("users"."id" > :after and "users"."id" <= :upto);
-- mig.range: the cursor stands at :upto now
COMMIT;
-- afterwards a sweep of the whole table finds nothing left to do
select "users"."id"
from "users"
where "users"."year" is distinct from ("users"."age" * 1)::smallint or "users"."share" is distinct from ("users"."age" * 1.25)::numeric(10,2) or "users"."part" is distinct from ("users"."age"::real / 4)::real or "users"."old" is distinct from ("users"."age" > 18)
union
select "users"."id"
from "users"
where "users"."created" is not null
  and ("users"."since" is distinct from "users"."created"::date or "users"."again" is distinct from "users"."created" or "users"."words" is distinct from "users"."age"::text);
-- for what it finds: users: set year, share, part, old
update "users" set
  "year" = ("users"."age" * 1)::smallint,
  "share" = ("users"."age" * 1.25)::numeric(10,2),
  "part" = ("users"."age"::real / 4)::real,
  "old" = "users"."age" > 18
where ("users"."year" is distinct from ("users"."age" * 1)::smallint or "users"."share" is distinct from ("users"."age" * 1.25)::numeric(10,2) or "users"."part" is distinct from ("users"."age"::real / 4)::real or "users"."old" is distinct from ("users"."age" > 18)) and ("users"."id" > :after and "users"."id" <= :upto);
-- for what it finds: users: set since, again, words
update "users" set
  "since" = "users"."created"::date,
  "again" = "users"."created",
  "words" = "users"."age"::text
where "users"."created" is not null and ("users"."since" is distinct from "users"."created"::date or "users"."again" is distinct from "users"."created" or "users"."words" is distinct from "users"."age"::text) and ("users"."id" > :after and "users"."id" <= :upto);

BEGIN;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
