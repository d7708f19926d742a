-- migration customer_totals, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- create table customer_totals
create table "customer_totals" (
  "customer_id" integer not null,
  "orders" integer not null,
  "total" bigint not null,
  "last_order" date,
  constraint "customer_totals_pkey" primary key ("customer_id"),
  constraint "customer_totals_customer_id_fkey" foreign key ("customer_id") references "customers" ("id") on delete cascade
);

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "mig_new"."orders"
from (
  select "o"."customer_id",
    count(*) as "orders",
    sum("o"."amount") as "total",
    max("o"."ordered") as "last_order"
  from "orders" as "o"
  group by "o"."customer_id"
) as "mig_new"
where ("mig_new"."orders" between -2147483648 and 2147483647) is not true
) as q
order by 1 nulls last
limit 5;

-- insert rows into customer_totals
insert into "customer_totals" ("customer_id", "orders", "total", "last_order")
select "o"."customer_id",
  count(*)::integer as "orders",
  sum("o"."amount") as "total",
  max("o"."ordered") as "last_order"
from "orders" as "o"
group by "o"."customer_id"
order by "o"."customer_id";

-- insert rows into customer_totals
insert into "customer_totals" ("customer_id", "orders", "total")
select "c"."id" as "customer_id", 0 as "orders", 0 as "total"
from "customers" as "c"
where not exists (select 1 as "value" from "orders" as "o" where "o"."customer_id" = "c"."id")
order by "c"."id";

-- these two must agree, or D211 and everything is rolled back
select count(*) as "n" from "customer_totals";
select count(*) as "n" from "customers";

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "t"."customer_id", "t"."total"
from "customer_totals" as "t"
where "t"."total" <> coalesce((
  select sum("o"."amount") as "value"
  from "orders" as "o"
  where "o"."customer_id" = "t"."customer_id"
), 0)
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of customer_totals, mig.event gets the event 'reverted'
COMMIT;
