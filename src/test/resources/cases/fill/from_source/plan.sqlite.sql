-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- these two should agree, or D216 is told
select exists (select 1 as "one" from "orders" where "orders"."note" is null) or not exists (select 1 as "one" from "orders") as "fillable";
select true as "fillable";

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "orders"."id", "orders"."user_id"
from "orders"
where "orders"."note" is null
  and not exists (select 1 as "one" from "users" as "u" where "u"."id" = "orders"."user_id")
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- save rows beside the ledger
create table "mig_saved_case_1_orders_note" (
  "id" integer,
  "old_note" text,
  "new_note" text
);

-- save rows beside the ledger
insert into "mig_saved_case_1_orders_note"
select "orders"."id", "orders"."note" as "old_note", "u"."full_name" as "new_note"
from "orders" join "users" as "u" on "u"."id" = "orders"."user_id"
where "orders"."note" is null;

-- update orders
update "orders" set
  "note" = "u"."full_name"
from "users" as "u"
where "u"."id" = "orders"."user_id" and "orders"."note" is null;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
