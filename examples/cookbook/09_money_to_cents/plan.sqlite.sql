-- migration price_in_cents, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "products"."id", "products"."price"
from "products"
where (mig_decimal('*', "products"."price", 100) = mig_round(mig_decimal('*', "products"."price", 100), 0)) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- rebuild products: add column price_cents
create table "mig_new_products" (
  "id" integer primary key,
  "name" varchar(40) not null,
  "price" numeric(10,3) not null,
  "price_cents" bigint not null
);

-- copy the rows of products
insert or abort into "mig_new_products" ("id", "name", "price", "price_cents")
select "id", "name", "price", mig_cast_integer(mig_round(mig_decimal('*', "products"."price", 100), 0), 'bigint')
from "products";

-- the copy takes the place of products
drop table "products";

-- the copy takes the place of products
alter table "mig_new_products" rename to "products";

-- save rows beside the ledger
create table "mig_saved_price_in_cents_1_products_price" (
  "id" integer,
  "price" numeric(10,3)
);

-- save rows beside the ledger
insert into "mig_saved_price_in_cents_1_products_price"
select "products"."id", "products"."price" from "products";

-- rebuild products: drop column price, add check price_not_negative
create table "mig_new_products" (
  "id" integer primary key,
  "name" varchar(40) not null,
  "price_cents" bigint not null,
  constraint "price_not_negative" check ("price_cents" >= 0)
);

-- copy the rows of products
insert or abort into "mig_new_products" ("id", "name", "price_cents")
select "id", "name", "price_cents"
from "products";

-- the copy takes the place of products
drop table "products";

-- the copy takes the place of products
alter table "mig_new_products" rename to "products";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of price_in_cents, mig_event gets the event 'reverted'
COMMIT;
