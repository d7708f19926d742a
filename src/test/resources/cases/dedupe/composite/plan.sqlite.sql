-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_case_1_shops_duplicates" (
  "tenant" integer,
  "code" text,
  "kept_tenant" integer,
  "kept_code" text,
  primary key ("tenant", "code")
);

-- save rows beside the ledger
insert into "mig_saved_case_1_shops_duplicates"
select "mig_row"."tenant",
  "mig_row"."code",
  "mig_kept"."tenant" as "kept_tenant",
  "mig_kept"."code" as "kept_code"
from (
  select "shops"."tenant",
    "shops"."code",
    "shops"."tenant" as "mig_key_1",
    mig_lower("shops"."name") as "mig_key_2"
  from "shops"
) as "mig_row"
join (
  select "tenant", "code", "mig_key_1", "mig_key_2"
  from (
    select "shops"."tenant",
      "shops"."code",
      "shops"."tenant" as "mig_key_1",
      mig_lower("shops"."name") as "mig_key_2",
      row_number() over (partition by "shops"."tenant", mig_lower("shops"."name") order by "shops"."code" desc, "shops"."tenant" desc) as "mig_place"
    from "shops"
  ) as "kept"
  where "mig_place" = 1
) as "mig_kept" on "mig_row"."mig_key_1" = "mig_kept"."mig_key_1"
    and "mig_row"."mig_key_2" = "mig_kept"."mig_key_2"
    and ("mig_row"."tenant" <> "mig_kept"."tenant" or "mig_row"."code" <> "mig_kept"."code");

-- save rows beside the ledger
create table "mig_saved_case_2_sales_tenant_shop" (
  "id" integer,
  "old_tenant" integer,
  "new_tenant" integer,
  "old_shop" text,
  "new_shop" text
);

-- save rows beside the ledger
insert into "mig_saved_case_2_sales_tenant_shop"
select "sales"."id",
  "sales"."tenant" as "old_tenant",
  "mig_pair"."kept_tenant" as "new_tenant",
  "sales"."shop" as "old_shop",
  "mig_pair"."kept_code" as "new_shop"
from "sales"
join "mig_saved_case_1_shops_duplicates" as "mig_pair" on "sales"."tenant" = "mig_pair"."tenant" and "sales"."shop" = "mig_pair"."code";

-- update sales
update "sales" set
  "tenant" = "mig_pair"."kept_tenant",
  "shop" = "mig_pair"."kept_code"
from "mig_saved_case_1_shops_duplicates" as "mig_pair"
where "sales"."tenant" = "mig_pair"."tenant" and "sales"."shop" = "mig_pair"."code";

-- save rows beside the ledger
create table "mig_saved_case_3_sales_tenant_old_shop" (
  "id" integer,
  "old_tenant" integer,
  "new_tenant" integer,
  "old_old_shop" text,
  "new_old_shop" text
);

-- save rows beside the ledger
insert into "mig_saved_case_3_sales_tenant_old_shop"
select "sales"."id",
  "sales"."tenant" as "old_tenant",
  "mig_pair"."kept_tenant" as "new_tenant",
  "sales"."old_shop" as "old_old_shop",
  "mig_pair"."kept_code" as "new_old_shop"
from "sales"
join "mig_saved_case_1_shops_duplicates" as "mig_pair" on "sales"."tenant" = "mig_pair"."tenant" and "sales"."old_shop" = "mig_pair"."code";

-- update sales
update "sales" set
  "tenant" = "mig_pair"."kept_tenant",
  "old_shop" = "mig_pair"."kept_code"
from "mig_saved_case_1_shops_duplicates" as "mig_pair"
where "sales"."tenant" = "mig_pair"."tenant" and "sales"."old_shop" = "mig_pair"."code";

-- save rows beside the ledger
create table "mig_saved_case_4_shops" (
  "tenant" integer,
  "code" text,
  "name" text
);

-- save rows beside the ledger
insert into "mig_saved_case_4_shops"
select "shops"."tenant", "shops"."code", "shops"."name"
from "shops"
where exists (
  select 1 as "one"
  from "mig_saved_case_1_shops_duplicates" as "mig_pair"
  where "mig_pair"."tenant" = "shops"."tenant" and "mig_pair"."code" = "shops"."code"
);

-- delete from shops
delete from "shops"
where exists (
  select 1 as "one"
  from "mig_saved_case_1_shops_duplicates" as "mig_pair"
  where "mig_pair"."tenant" = "shops"."tenant" and "mig_pair"."code" = "shops"."code"
);

-- what was saved is no longer needed
drop table "mig_saved_case_1_shops_duplicates";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
