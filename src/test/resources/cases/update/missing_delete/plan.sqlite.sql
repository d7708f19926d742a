-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_case_1_orders" (
  "id" integer,
  "user_id" integer,
  "amount" numeric(10,2),
  "note" text
);

-- save rows beside the ledger
insert into "mig_saved_case_1_orders"
select "orders"."id", "orders"."user_id", "orders"."amount", "orders"."note"
from "orders"
where not exists (select 1 as "one" from "teams" as "t" where "t"."id" = "orders"."id");

-- delete from orders
delete from "orders"
where not exists (select 1 as "one" from "teams" as "t" where "t"."id" = "orders"."id");

-- save rows beside the ledger
create table "mig_saved_case_2_orders_note" (
  "id" integer,
  "old_note" text,
  "new_note" text
);

-- save rows beside the ledger
insert into "mig_saved_case_2_orders_note"
select "orders"."id", "orders"."note" as "old_note", "t"."name" as "new_note"
from "orders" join "teams" as "t" on "t"."id" = "orders"."id";

-- update orders
update "orders" set
  "note" = "t"."name"
from "teams" as "t"
where "t"."id" = "orders"."id";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
