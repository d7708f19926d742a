-- migration price_in_cents, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "products"."id", "products"."price"
from "products"
where ("products"."price" * 100 = round(("products"."price" * 100)::numeric)) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- products: add column price_cents
alter table "products" add column "price_cents" bigint;

-- products: fill column price_cents
update "products" set "price_cents" = round(("products"."price" * 100)::numeric)::bigint;

-- products: column price_cents as it shall be
alter table "products" alter column "price_cents" set not null;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.price_in_cents_1_products_price
create table "mig_saved"."price_in_cents_1_products_price" as
select "products"."id", "products"."price" from "products";

-- products: drop column price, add constraint price_not_negative
alter table "products"
  drop column "price",
  add constraint "price_not_negative" check ("price_cents" >= 0);

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of price_in_cents, mig.event gets the event 'reverted'
COMMIT;
