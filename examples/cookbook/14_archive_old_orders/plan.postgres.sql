-- migration archive_orders, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- create table orders_archive
create table "orders_archive" (
  "id" integer not null,
  "ordered" date not null,
  "customer" varchar(40) not null,
  constraint "orders_archive_pkey" primary key ("id")
);

-- create table order_lines_archive
create table "order_lines_archive" (
  "id" integer not null,
  "order_id" integer not null,
  "sku" varchar(20) not null,
  constraint "order_lines_archive_pkey" primary key ("id")
);

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "l"."id", "l"."order_id"
from "order_lines" as "l"
where not exists (select 1 as "one" from "orders" as "o" where "o"."id" = "l"."order_id")
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.archive_orders_1_order_lines_moved
create table "mig_saved"."archive_orders_1_order_lines_moved" as
select "l"."id"
from "order_lines" as "l" join "orders" as "o" on "o"."id" = "l"."order_id"
where "o"."ordered" < date '2024-01-01';

-- save rows as mig_saved.archive_orders_2_count
create table "mig_saved"."archive_orders_2_count" as
select (select count(*) as "n" from "order_lines") + (select count(*) as "n" from "order_lines_archive") as "n";

-- for the keys of new rows
create table "mig_saved"."archive_orders_3_order_lines_archive_keys" as select "id" from "order_lines_archive" with no data;

-- insert rows into order_lines_archive
with mig_new as (
insert into "order_lines_archive" ("id", "order_id", "sku")
select "l"."id", "l"."order_id", "l"."sku"
from "order_lines" as "l" join "orders" as "o" on "o"."id" = "l"."order_id"
where "o"."ordered" < date '2024-01-01'
  and exists (
  select 1 as "one"
  from "mig_saved"."archive_orders_1_order_lines_moved" as "mig_saved"
  where "mig_saved"."id" = "l"."id"
)
order by "l"."id", "o"."id"
returning "id", xmax = 0 as mig_inserted)
insert into "mig_saved"."archive_orders_3_order_lines_archive_keys" ("id")
select "id" from mig_new where mig_inserted;

-- delete rows of order_lines
delete from "order_lines"
where exists (
  select 1 as "one"
  from "mig_saved"."archive_orders_1_order_lines_moved" as "mig_saved"
  where "mig_saved"."id" = "order_lines"."id"
);

-- these two must agree, or D211 and everything is rolled back
select "mig_saved"."n" from "mig_saved"."archive_orders_2_count" as "mig_saved";
select (select count(*) as "n" from "order_lines") + (select count(*) as "n" from "order_lines_archive") as "n";

-- save rows as mig_saved.archive_orders_4_count
create table "mig_saved"."archive_orders_4_count" as
select (select count(*) as "n" from "orders") + (select count(*) as "n" from "orders_archive") as "n";

-- for the keys of new rows
create table "mig_saved"."archive_orders_5_orders_archive_keys" as select "id" from "orders_archive" with no data;

-- insert rows into orders_archive
with mig_new as (
insert into "orders_archive" ("id", "ordered", "customer")
select "orders"."id", "orders"."ordered", "orders"."customer"
from "orders"
where "orders"."ordered" < date '2024-01-01'
order by "orders"."id"
returning "id", xmax = 0 as mig_inserted)
insert into "mig_saved"."archive_orders_5_orders_archive_keys" ("id")
select "id" from mig_new where mig_inserted;

-- delete rows of orders
delete from "orders"
where "orders"."ordered" < date '2024-01-01';

-- these two must agree, or D211 and everything is rolled back
select "mig_saved"."n" from "mig_saved"."archive_orders_4_count" as "mig_saved";
select (select count(*) as "n" from "orders") + (select count(*) as "n" from "orders_archive") as "n";

-- order_lines_archive: add constraint order_lines_archive_order_id_fkey
alter table "order_lines_archive" add constraint "order_lines_archive_order_id_fkey" foreign key ("order_id") references "orders_archive" ("id");

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of archive_orders, mig.event gets the event 'reverted'
COMMIT;
