-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- for the keys of new rows
create table "mig_saved"."case_1_orders_keys" as select "id" from "orders" with no data;

-- insert rows into orders
with mig_new as (
insert into "orders" ("id", "user_id", "note")
select "teams"."id" + 20 as "id", 1 as "user_id", "teams"."name" as "note"
from "teams"
order by "teams"."id"
returning "id", xmax = 0 as mig_inserted)
insert into "mig_saved"."case_1_orders_keys" ("id")
select "id" from mig_new where mig_inserted;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
