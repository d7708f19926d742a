-- migration order_lines, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- create table order_lines
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
where jsonb_typeof("o"."lines") not in ('array', 'null')
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "o"."id", "l"."json" as "l.json"
from "orders" as "o"
cross join lateral (
  select e.value #>> '{}' as "text", e.value as "json", e.ordinality as "place"
  from jsonb_array_elements("o"."lines") with ordinality as e
) as "l"
where not (case when ("l"."json" ->> 'qty') ~ '^[ \t\n\r\f\v]*([+-]?[0-9]{1,30})[ \t\n\r\f\v]*$' then ("l"."json" ->> 'qty')::numeric between -2147483648 and 2147483647 when ("l"."json" ->> 'qty') is not null then false end)
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D231 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "o"."id", "o"."lines"
from "orders" as "o"
where jsonb_typeof("o"."lines") not in ('array', 'null')
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "mig_new"."o.id", "mig_new"."l.place", "mig_new"."place"
from (
  select "o"."id" as "o.id",
    "l"."place" as "l.place",
    "o"."id" as "order_id",
    "l"."place",
    "l"."json" ->> 'sku' as "sku",
    ("l"."json" ->> 'qty')::integer as "quantity"
  from "orders" as "o"
  cross join lateral (
    select e.value #>> '{}' as "text", e.value as "json", e.ordinality as "place"
    from jsonb_array_elements("o"."lines") with ordinality as e
  ) as "l"
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
    "l"."place" as "l.place",
    "o"."id" as "order_id",
    "l"."place",
    "l"."json" ->> 'sku' as "sku",
    ("l"."json" ->> 'qty')::integer as "quantity"
  from "orders" as "o"
  cross join lateral (
    select e.value #>> '{}' as "text", e.value as "json", e.ordinality as "place"
    from jsonb_array_elements("o"."lines") with ordinality as e
  ) as "l"
) as "mig_new"
where ("mig_new"."sku" is null or (length("mig_new"."sku") <= 20) is true) is not true
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- insert rows into order_lines
insert into "order_lines" ("order_id", "place", "sku", "quantity")
select "o"."id" as "order_id",
  "l"."place"::integer as "place",
  "l"."json" ->> 'sku' as "sku",
  ("l"."json" ->> 'qty')::integer as "quantity"
from "orders" as "o"
cross join lateral (
  select e.value #>> '{}' as "text", e.value as "json", e.ordinality as "place"
  from jsonb_array_elements("o"."lines") with ordinality as e
) as "l"
order by "o"."id", "l"."place";

-- must find no row, or D231 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "o"."id", "o"."lines"
from "orders" as "o"
where jsonb_typeof("o"."lines") not in ('array', 'null')
) as q
order by 1 nulls last
limit 5;

-- these two must agree, or D211 and everything is rolled back
select count(*) as "n" from "order_lines";
select count(*) as "n"
from "orders" as "o"
cross join lateral (
  select e.value #>> '{}' as "text", e.value as "json", e.ordinality as "place"
  from jsonb_array_elements("o"."lines") with ordinality as e
) as "l";

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.order_lines_1_orders_lines
create table "mig_saved"."order_lines_1_orders_lines" as
select "orders"."id", "orders"."lines" from "orders";

-- orders: drop column lines
alter table "orders" drop column "lines";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of order_lines, mig.event gets the event 'reverted'
COMMIT;
