-- migration case, exact with saved data, postgres
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- create table old_orders
create table "old_orders" (
  "id" integer not null,
  "user_id" integer not null,
  "amount" numeric(10,2),
  "note" text,
  constraint "old_orders_pkey" primary key ("id")
);

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_count
create table "mig_saved"."case_1_count" as
select (select count(*) as "n" from "orders") + (select count(*) as "n" from "old_orders") as "n";

-- for the keys of new rows
create table "mig_saved"."case_2_old_orders_keys" as select "id" from "old_orders" with no data;

-- mig.attempt remembers that the run is this far
COMMIT;

-- insert rows into old_orders, delete rows of orders; in batches along id of 1 rows; about 81 rows; keyset: stripes are for updates alone
-- again and again, until no key is left:
BEGIN;
-- insert rows into old_orders
with mig_new as (
insert into "old_orders" ("id", "user_id", "amount", "note")
select "orders"."id", "orders"."user_id", "orders"."amount", "orders"."note"
from "orders"
where "orders"."amount" < 5.0 and ("orders"."id" > :after and "orders"."id" <= :upto)
order by "orders"."id"
returning "id", xmax = 0 as mig_inserted)
insert into "mig_saved"."case_2_old_orders_keys" ("id")
select "id" from mig_new where mig_inserted;
-- delete rows of orders
delete from "orders"
where "orders"."amount" < 5.0 and ("orders"."id" > :after and "orders"."id" <= :upto);
-- mig.range: the cursor stands at :upto now
COMMIT;

BEGIN;

-- these two must agree, or D211 and the run stops here: what is committed stays
select "mig_saved"."n" from "mig_saved"."case_1_count" as "mig_saved";
select (select count(*) as "n" from "orders") + (select count(*) as "n" from "old_orders") as "n";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
