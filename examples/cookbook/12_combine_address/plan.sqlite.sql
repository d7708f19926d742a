-- migration one_address, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_one_address_1_shops_extra" (
  "id" integer,
  "old_extra" varchar(60),
  "new_extra" varchar(60)
);

-- save rows beside the ledger
insert into "mig_saved_one_address_1_shops_extra"
select "shops"."id", "shops"."extra" as "old_extra", null as "new_extra"
from "shops"
where trim("shops"."extra") = '';

-- update shops
update "shops" set
  "extra" = null
where trim("shops"."extra") = '';

-- add column address
alter table "shops" add column "address" varchar(200);

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "shops"."id", "shops"."street", "shops"."extra", "shops"."zip", "shops"."town"
from "shops"
where (concat_ws(', ', "shops"."street", "shops"."extra", "shops"."zip", "shops"."town") is null or (length(concat_ws(', ', "shops"."street", "shops"."extra", "shops"."zip", "shops"."town")) <= 200) is true) is not true
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last, 4 nulls last
limit 5;

-- update shops
update "shops" set
  "address" = concat_ws(', ', "shops"."street", "shops"."extra", "shops"."zip", "shops"."town");

-- save rows beside the ledger
create table "mig_saved_one_address_2_shops_street" (
  "id" integer,
  "street" varchar(60),
  "extra" varchar(60),
  "zip" varchar(10),
  "town" varchar(40)
);

-- save rows beside the ledger
insert into "mig_saved_one_address_2_shops_street"
select "shops"."id", "shops"."street", "shops"."extra", "shops"."zip", "shops"."town" from "shops";

-- rebuild shops: alter address set not null, drop column street, extra, zip, town
create table "mig_new_shops" (
  "id" integer primary key,
  "address" varchar(200) not null
);

-- copy the rows of shops
insert or abort into "mig_new_shops" ("id", "address")
select "id", "address"
from "shops";

-- the copy takes the place of shops
drop table "shops";

-- the copy takes the place of shops
alter table "mig_new_shops" rename to "shops";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of one_address, mig_event gets the event 'reverted'
COMMIT;
