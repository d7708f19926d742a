-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- for the keys of new rows
create table "mig_saved"."case_1_items_keys" as select "id" from "items" with no data;

-- insert rows into items
with mig_new as (
insert into "items" ("id", "title", "price", "sale")
select 4 as "id", 'Cup' as "title", 3 as "price", 3 as "sale"
union all
select 5 as "id", 'Can' as "title", 0 as "price", null::integer as "sale"
returning "id", xmax = 0 as mig_inserted)
insert into "mig_saved"."case_1_items_keys" ("id")
select "id" from mig_new where mig_inserted;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
