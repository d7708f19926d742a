-- migration case, exact, postgres
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- create table notes
create table "notes" (
  "id" integer not null,
  "user_name" text,
  "note" text,
  constraint "notes_pkey" primary key ("id")
);

-- mig.attempt remembers that the run is this far
COMMIT;

BEGIN;

-- must find no row, or D209 and the run stops here: what is committed stays
select q.*, count(*) over () as mig_total from (
select "orders"."id", "orders"."user_id"
from "orders"
where not exists (select 1 as "one" from "users" where "orders"."user_id" = "users"."id")
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- mig.attempt remembers that the run is this far
COMMIT;

-- insert rows into notes; in batches along id of 2 rows; about 81 rows; keyset: stripes are for updates alone
-- again and again, until no key is left:
BEGIN;
-- insert rows into notes
insert into "notes" ("id", "user_name", "note")
select "orders"."id", "users"."full_name" as "user_name", "orders"."note"
from "orders" join "users" on "orders"."user_id" = "users"."id"
where "orders"."id" > :after and "orders"."id" <= :upto
order by "orders"."id", "users"."id";
-- mig.range: the cursor stands at :upto now
COMMIT;

BEGIN;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
