-- migration order_lines, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- create order_lines
create table "order_lines" (
  "order_id" integer not null,
  "place" integer not null,
  "sku" varchar(20) not null,
  "quantity" integer not null,
  constraint "order_lines_pkey" primary key ("order_id", "place"),
  constraint "order_lines_order_id_fkey" foreign key ("order_id") references "orders" ("id") on delete cascade,
  constraint "order_lines_quantity_check" check ("quantity" > 0)
);

-- must find no row, or D231 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "o"."id", "o"."lines"
from "orders" as "o"
where case when mig_fits('jsonb', "o"."lines") then mig_json_type("o"."lines") not in ('array', 'null') else true end
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "o"."id", "l".value ->> 1 as "l.json"
from "orders" as "o" cross join json_each(mig_json_elements("o"."lines")) as "l"
where not mig_fits('integer', mig_json_at_text("l".value ->> 1, 'qty'))
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D231 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "o"."id", "o"."lines"
from "orders" as "o"
where case when mig_fits('jsonb', "o"."lines") then mig_json_type("o"."lines") not in ('array', 'null') else true end
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "mig_new"."o.id", "mig_new"."l.place", "mig_new"."place"
from (
  select "o"."id" as "o.id",
    "l".key + 1 as "l.place",
    "o"."id" as "order_id",
    "l".key + 1 as "place",
    mig_json_at_text("l".value ->> 1, 'sku') as "sku",
    mig_cast_integer(mig_json_at_text("l".value ->> 1, 'qty'), 'integer') as "quantity"
  from "orders" as "o" cross join json_each(mig_json_elements("o"."lines")) as "l"
) as "mig_new"
where ("mig_new"."place" between -2147483648 and 2147483647) is not true
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "mig_new"."o.id", "mig_new"."l.place", "mig_new"."sku"
from (
  select "o"."id" as "o.id",
    "l".key + 1 as "l.place",
    "o"."id" as "order_id",
    "l".key + 1 as "place",
    mig_json_at_text("l".value ->> 1, 'sku') as "sku",
    mig_cast_integer(mig_json_at_text("l".value ->> 1, 'qty'), 'integer') as "quantity"
  from "orders" as "o" cross join json_each(mig_json_elements("o"."lines")) as "l"
) as "mig_new"
where ("mig_new"."sku" is null or (length("mig_new"."sku") <= 20) is true) is not true
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- insert into order_lines
insert into "order_lines" ("order_id", "place", "sku", "quantity")
select "o"."id" as "order_id",
  mig_cast_integer("l".key + 1, 'integer') as "place",
  mig_json_at_text("l".value ->> 1, 'sku') as "sku",
  mig_cast_integer(mig_json_at_text("l".value ->> 1, 'qty'), 'integer') as "quantity"
from "orders" as "o" cross join json_each(mig_json_elements("o"."lines")) as "l"
order by "o"."id", "l".key + 1;

-- must find no row, or D231 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "o"."id", "o"."lines"
from "orders" as "o"
where case when mig_fits('jsonb', "o"."lines") then mig_json_type("o"."lines") not in ('array', 'null') else true end
) as q
order by 1 nulls last
limit 5;

-- these two must agree, or D211 and everything is rolled back
select count(*) as "n" from "order_lines";
select count(*) as "n"
from "orders" as "o" cross join json_each(mig_json_elements("o"."lines")) as "l";

-- save rows beside the ledger
create table "mig_saved_order_lines_1_orders_lines" (
  "id" integer,
  "lines" jsonb
);

-- save rows beside the ledger
insert into "mig_saved_order_lines_1_orders_lines"
select "orders"."id", "orders"."lines" from "orders";

-- drop column lines
alter table "orders" drop column "lines";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of order_lines, mig_event gets the event 'reverted'
COMMIT;
