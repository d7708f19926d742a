-- migration archive_orders, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

-- cannot be switched inside a transaction; the last steps look for orphans
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- references without a counterpart that are there already
create temp table mig_orphans as
select 'order_lines' as child, rowid as place, parent as parent from pragma_foreign_key_check('order_lines');

-- create orders_archive
create table "orders_archive" (
  "id" integer constraint "orders_archive_pkey" primary key,
  "ordered" date not null,
  "customer" varchar(40) not null
);

-- create order_lines_archive
create table "order_lines_archive" (
  "id" integer constraint "order_lines_archive_pkey" primary key,
  "order_id" integer not null,
  "sku" varchar(20) not null
);

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "l"."id", "l"."order_id"
from "order_lines" as "l"
where not exists (select 1 as "one" from "orders" as "o" where "o"."id" = "l"."order_id")
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- save rows beside the ledger
create table "mig_saved_archive_orders_1_order_lines_moved" (
  "id" integer,
  primary key ("id")
);

-- save rows beside the ledger
insert into "mig_saved_archive_orders_1_order_lines_moved"
select "l"."id"
from "order_lines" as "l" join "orders" as "o" on "o"."id" = "l"."order_id"
where "o"."ordered" < '2024-01-01';

-- save rows beside the ledger
create table "mig_saved_archive_orders_2_count" (
  "n" bigint
);

-- save rows beside the ledger
insert into "mig_saved_archive_orders_2_count"
select (select count(*) as "n" from "order_lines") + (select count(*) as "n" from "order_lines_archive") as "n";

-- keys of the rows that come in
create table "mig_saved_archive_orders_3_order_lines_archive_keys" (
  "id" integer,
  primary key ("id")
);

-- keys of the rows that come in
create temp trigger mig_keys after insert on main."order_lines_archive" begin
  insert or ignore into "mig_saved_archive_orders_3_order_lines_archive_keys" values (new."id");
end;

-- insert into order_lines_archive
insert into "order_lines_archive" ("id", "order_id", "sku")
select "l"."id", "l"."order_id", "l"."sku"
from "order_lines" as "l" join "orders" as "o" on "o"."id" = "l"."order_id"
where "o"."ordered" < '2024-01-01'
  and exists (
  select 1 as "one"
  from "mig_saved_archive_orders_1_order_lines_moved" as "mig_saved"
  where "mig_saved"."id" = "l"."id"
)
order by "l"."id", "o"."id";

-- they are recorded
drop trigger temp.mig_keys;

-- delete from order_lines
delete from "order_lines"
where exists (
  select 1 as "one"
  from "mig_saved_archive_orders_1_order_lines_moved" as "mig_saved"
  where "mig_saved"."id" = "order_lines"."id"
);

-- these two must agree, or D211 and everything is rolled back
select "mig_saved"."n" from "mig_saved_archive_orders_2_count" as "mig_saved";
select (select count(*) as "n" from "order_lines") + (select count(*) as "n" from "order_lines_archive") as "n";

-- save rows beside the ledger
create table "mig_saved_archive_orders_4_count" (
  "n" bigint
);

-- save rows beside the ledger
insert into "mig_saved_archive_orders_4_count"
select (select count(*) as "n" from "orders") + (select count(*) as "n" from "orders_archive") as "n";

-- keys of the rows that come in
create table "mig_saved_archive_orders_5_orders_archive_keys" (
  "id" integer,
  primary key ("id")
);

-- keys of the rows that come in
create temp trigger mig_keys after insert on main."orders_archive" begin
  insert or ignore into "mig_saved_archive_orders_5_orders_archive_keys" values (new."id");
end;

-- insert into orders_archive
insert into "orders_archive" ("id", "ordered", "customer")
select "orders"."id", "orders"."ordered", "orders"."customer"
from "orders"
where "orders"."ordered" < '2024-01-01'
order by "orders"."id";

-- they are recorded
drop trigger temp.mig_keys;

-- delete from orders
delete from "orders"
where "orders"."ordered" < '2024-01-01';

-- these two must agree, or D211 and everything is rolled back
select "mig_saved"."n" from "mig_saved_archive_orders_4_count" as "mig_saved";
select (select count(*) as "n" from "orders") + (select count(*) as "n" from "orders_archive") as "n";

-- rebuild order_lines_archive: add foreign key order_lines_archive_order_id_fkey
create table "mig_new_order_lines_archive" (
  "id" integer constraint "order_lines_archive_pkey" primary key,
  "order_id" integer not null,
  "sku" varchar(20) not null,
  constraint "order_lines_archive_order_id_fkey" foreign key ("order_id") references "orders_archive" ("id")
);

-- copy the rows of order_lines_archive
insert or abort into "mig_new_order_lines_archive" ("id", "order_id", "sku")
select "id", "order_id", "sku"
from "order_lines_archive";

-- the copy takes the place of order_lines_archive
drop table "order_lines_archive";

-- the copy takes the place of order_lines_archive
alter table "mig_new_order_lines_archive" rename to "order_lines_archive";

-- must find no row, or D208 and everything is rolled back
select child as "table", place as "rowid", parent as "references", count(*) over () as mig_total
from (
select 'order_lines' as child, rowid as place, parent as parent from pragma_foreign_key_check('order_lines')
union all
select 'order_lines_archive' as child, rowid as place, parent as parent from pragma_foreign_key_check('order_lines_archive')
) as now
where not exists (select * from temp.mig_orphans as old where old.child = now.child and old.place is now.place and old.parent = now.parent)
limit 5;

-- no reference was lost
drop table temp.mig_orphans;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of archive_orders, mig_event gets the event 'reverted'
COMMIT;
PRAGMA foreign_keys = ON;
