-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_shops_duplicates
create table "mig_saved"."case_1_shops_duplicates" as
select "mig_row"."tenant",
  "mig_row"."code",
  "mig_kept"."tenant" as "kept_tenant",
  "mig_kept"."code" as "kept_code"
from (
  select "shops"."tenant",
    "shops"."code",
    "shops"."tenant" as "mig_key_1",
    lower("shops"."name") as "mig_key_2"
  from "shops"
) as "mig_row"
join (
  select "tenant", "code", "mig_key_1", "mig_key_2"
  from (
    select "shops"."tenant",
      "shops"."code",
      "shops"."tenant" as "mig_key_1",
      lower("shops"."name") as "mig_key_2",
      row_number() over (partition by "shops"."tenant", lower("shops"."name") order by "shops"."code" collate "C" desc, "shops"."tenant" desc) as "mig_place"
    from "shops"
  ) as "kept"
  where "mig_place" = 1
) as "mig_kept" on "mig_row"."mig_key_1" = "mig_kept"."mig_key_1"
    and "mig_row"."mig_key_2" = "mig_kept"."mig_key_2"
    and ("mig_row"."tenant" <> "mig_kept"."tenant" or "mig_row"."code" <> "mig_kept"."code");

-- save rows as mig_saved.case_2_sales_tenant_shop
create table "mig_saved"."case_2_sales_tenant_shop" as
select "sales"."id",
  "sales"."tenant" as "old_tenant",
  "mig_pair"."kept_tenant" as "new_tenant",
  "sales"."shop" as "old_shop",
  "mig_pair"."kept_code" as "new_shop"
from "sales"
join "mig_saved"."case_1_shops_duplicates" as "mig_pair" on "sales"."tenant" = "mig_pair"."tenant" and "sales"."shop" = "mig_pair"."code";

-- sales: set tenant, shop
update "sales" set
  "tenant" = "mig_pair"."kept_tenant",
  "shop" = "mig_pair"."kept_code"
from "mig_saved"."case_1_shops_duplicates" as "mig_pair"
where "sales"."tenant" = "mig_pair"."tenant" and "sales"."shop" = "mig_pair"."code";

-- save rows as mig_saved.case_3_sales_tenant_old_shop
create table "mig_saved"."case_3_sales_tenant_old_shop" as
select "sales"."id",
  "sales"."tenant" as "old_tenant",
  "mig_pair"."kept_tenant" as "new_tenant",
  "sales"."old_shop" as "old_old_shop",
  "mig_pair"."kept_code" as "new_old_shop"
from "sales"
join "mig_saved"."case_1_shops_duplicates" as "mig_pair" on "sales"."tenant" = "mig_pair"."tenant" and "sales"."old_shop" = "mig_pair"."code";

-- sales: set tenant, old_shop
update "sales" set
  "tenant" = "mig_pair"."kept_tenant",
  "old_shop" = "mig_pair"."kept_code"
from "mig_saved"."case_1_shops_duplicates" as "mig_pair"
where "sales"."tenant" = "mig_pair"."tenant" and "sales"."old_shop" = "mig_pair"."code";

-- save rows as mig_saved.case_4_shops
create table "mig_saved"."case_4_shops" as
select "shops"."tenant", "shops"."code", "shops"."name"
from "shops"
where exists (
  select 1 as "one"
  from "mig_saved"."case_1_shops_duplicates" as "mig_pair"
  where "mig_pair"."tenant" = "shops"."tenant" and "mig_pair"."code" = "shops"."code"
);

-- delete rows of shops
delete from "shops"
where exists (
  select 1 as "one"
  from "mig_saved"."case_1_shops_duplicates" as "mig_pair"
  where "mig_pair"."tenant" = "shops"."tenant" and "mig_pair"."code" = "shops"."code"
);

-- what was saved is no longer needed
drop table if exists "mig_saved"."case_1_shops_duplicates";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
