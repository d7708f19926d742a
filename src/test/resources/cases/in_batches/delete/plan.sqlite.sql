-- migration case, exact with saved data, sqlite
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_case_1_orders" (
  "id" integer,
  "user_id" integer,
  "amount" numeric(10,2),
  "note" text
);

-- mig_attempt remembers that the run is this far
COMMIT;

-- delete from orders; in batches along id of 1 rows; about 12 rows; keyset: other writers get their turn after each batch
-- again and again, until no key is left:
BEGIN IMMEDIATE;
-- save rows beside the ledger
insert into "mig_saved_case_1_orders"
select "orders"."id", "orders"."user_id", "orders"."amount", "orders"."note"
from "orders"
where "orders"."amount" < 5 and ("orders"."id" > :after and "orders"."id" <= :upto);
-- delete from orders
delete from "orders"
where "orders"."amount" < 5 and ("orders"."id" > :after and "orders"."id" <= :upto);
-- mig_range: the cursor stands at :upto now
COMMIT;
-- afterwards a sweep of the whole table finds nothing left to do
select "orders"."id" from "orders" where "orders"."amount" < 5;
-- what it finds is moved in the same way

BEGIN IMMEDIATE;

-- these two must agree, or D211 and the run stops here: what is committed stays
select count(*) as "n" from "orders";
select 1 as "n";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
