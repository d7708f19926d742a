-- migration one_address, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.one_address_1_shops_extra
create table "mig_saved"."one_address_1_shops_extra" as
select "shops"."id", "shops"."extra" as "old_extra", null::varchar(60) as "new_extra"
from "shops"
where btrim("shops"."extra") = '';

-- shops: set extra
update "shops" set
  "extra" = null
where btrim("shops"."extra") = '';

-- shops: add column address
alter table "shops" add column "address" varchar(200);

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "shops"."id", "shops"."street", "shops"."extra", "shops"."zip", "shops"."town"
from "shops"
where (concat_ws(', ', "shops"."street", "shops"."extra", "shops"."zip", "shops"."town") is null or (length(concat_ws(', ', "shops"."street", "shops"."extra", "shops"."zip", "shops"."town")) <= 200) is true) is not true
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last, 4 nulls last
limit 5;

-- shops: set address
update "shops" set
  "address" = concat_ws(', ', "shops"."street", "shops"."extra", "shops"."zip", "shops"."town");

-- shops: alter column address
alter table "shops" alter column "address" set not null;

-- save rows as mig_saved.one_address_2_shops_street
create table "mig_saved"."one_address_2_shops_street" as
select "shops"."id", "shops"."street", "shops"."extra", "shops"."zip", "shops"."town" from "shops";

-- shops: drop column street, extra, zip, town
alter table "shops"
  drop column "street",
  drop column "extra",
  drop column "zip",
  drop column "town";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of one_address, mig.event gets the event 'reverted'
COMMIT;
