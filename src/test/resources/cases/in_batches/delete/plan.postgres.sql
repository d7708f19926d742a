-- migration case, exact with saved data, postgres
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_orders
create table "mig_saved"."case_1_orders" as
select "orders"."id", "orders"."user_id", "orders"."amount", "orders"."note"
from "orders"
where "orders"."amount" < 5.0 and (false)
with no data;

-- mig.attempt remembers that the run is this far
COMMIT;

-- delete rows of orders; in batches along id of 1 rows; about 81 rows; keyset: stripes are for updates alone
-- again and again, until no key is left:
BEGIN;
-- save rows as mig_saved.case_1_orders
insert into "mig_saved"."case_1_orders"
select "orders"."id", "orders"."user_id", "orders"."amount", "orders"."note"
from "orders"
where "orders"."amount" < 5.0 and ("orders"."id" > :after and "orders"."id" <= :upto);
-- delete rows of orders
delete from "orders"
where "orders"."amount" < 5.0 and ("orders"."id" > :after and "orders"."id" <= :upto);
-- mig.range: the cursor stands at :upto now
COMMIT;
-- afterwards a sweep of the whole table finds nothing left to do
select "orders"."id" from "orders" where "orders"."amount" < 5.0;
-- what it finds is moved in the same way

BEGIN;

-- these two must agree, or D211 and the run stops here: what is committed stays
select count(*) as "n" from "orders";
select 1 as "n";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
