-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_orders
create table "mig_saved"."case_1_orders" as
select "orders"."id", "orders"."user_id", "orders"."amount", "orders"."note"
from "orders"
where not exists (select 1 as "one" from "teams" as "t" where "t"."id" = "orders"."id");

-- delete rows of orders
delete from "orders"
where not exists (select 1 as "one" from "teams" as "t" where "t"."id" = "orders"."id");

-- save rows as mig_saved.case_2_orders_note
create table "mig_saved"."case_2_orders_note" as
select "orders"."id", "orders"."note" as "old_note", "t"."name" as "new_note"
from "orders" join "teams" as "t" on "t"."id" = "orders"."id";

-- orders: set note
update "orders" set
  "note" = "t"."name"
from "teams" as "t"
where "t"."id" = "orders"."id";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
