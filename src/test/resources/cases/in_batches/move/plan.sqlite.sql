-- migration case, exact with saved data, sqlite
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- create old_orders
create table "old_orders" (
  "id" integer constraint "old_orders_pkey" primary key,
  "user_id" integer not null,
  "amount" numeric(10,2),
  "note" text
);

-- keys of the rows that come in
create table "mig_saved_case_1_old_orders_keys" (
  "id" integer,
  primary key ("id")
);

-- mig_attempt remembers that the run is this far
COMMIT;

-- insert into old_orders, delete from orders; in batches along id of 1 rows; about 12 rows; keyset: other writers get their turn after each batch
-- again and again, until no key is left:
BEGIN IMMEDIATE;
-- keys of the rows that come in
create temp trigger mig_keys after insert on main."old_orders" begin
  insert or ignore into "mig_saved_case_1_old_orders_keys" values (new."id");
end;
-- insert into old_orders
insert into "old_orders" ("id", "user_id", "amount", "note")
select "orders"."id", "orders"."user_id", "orders"."amount", "orders"."note"
from "orders"
where "orders"."amount" < 5 and ("orders"."id" > :after and "orders"."id" <= :upto)
order by "orders"."id";
-- they are recorded
drop trigger temp.mig_keys;
-- delete from orders
delete from "orders"
where "orders"."amount" < 5 and ("orders"."id" > :after and "orders"."id" <= :upto);
-- mig_range: the cursor stands at :upto now
COMMIT;
-- afterwards a sweep of the whole table finds nothing left to do
select "orders"."id" from "orders" where "orders"."amount" < 5;
-- what it finds is moved in the same way

BEGIN IMMEDIATE;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
