-- migration customer_country, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- add column country
alter table "customers" add column "country" varchar(2);

-- must find no row, or D205 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "customers"."id", "customers"."data"
from "customers"
where not mig_fits('jsonb', "customers"."data")
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "customers"."id",
  "customers"."data",
  mig_json_at(mig_json_at("customers"."data", 'address'), 'country') as "country"
from "customers"
where (case when "customers"."data" is not null and mig_json_at(mig_json_at("customers"."data", 'address'), 'country') is null then '??' else mig_json_at_text(mig_json_at("customers"."data", 'address'), 'country') end is null or (length(case when "customers"."data" is not null and mig_json_at(mig_json_at("customers"."data", 'address'), 'country') is null then '??' else mig_json_at_text(mig_json_at("customers"."data", 'address'), 'country') end) <= 2) is true) is not true
) as q
order by 1 nulls last
limit 5;

-- save rows beside the ledger
create table "mig_saved_customer_country_1_customers_data" (
  "id" integer,
  "old_data" jsonb,
  "new_data" jsonb
);

-- save rows beside the ledger
insert into "mig_saved_customer_country_1_customers_data"
select "customers"."id",
  "customers"."data" as "old_data",
  mig_json_set("customers"."data", 'address', mig_json_remove(mig_json_at("customers"."data", 'address'), 'country')) as "new_data"
from "customers"
where mig_json_has(mig_json_at("customers"."data", 'address'), 'country');

-- update customers
update "customers" set
  "country" = case when "customers"."data" is not null and mig_json_at(mig_json_at("customers"."data", 'address'), 'country') is null then '??' else mig_json_at_text(mig_json_at("customers"."data", 'address'), 'country') end,
  "data" = case when mig_json_has(mig_json_at("customers"."data", 'address'), 'country') then mig_json_set("customers"."data", 'address', mig_json_remove(mig_json_at("customers"."data", 'address'), 'country')) else "customers"."data" end;

-- rebuild customers: alter country set not null, add check country_is_a_code
create table "mig_new_customers" (
  "id" integer primary key,
  "data" jsonb not null,
  "country" varchar(2) not null,
  constraint "country_is_a_code" check (length("country") = 2)
);

-- copy the rows of customers
insert or abort into "mig_new_customers" ("id", "data", "country")
select "id", "data", "country"
from "customers";

-- the copy takes the place of customers
drop table "customers";

-- the copy takes the place of customers
alter table "mig_new_customers" rename to "customers";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of customer_country, mig_event gets the event 'reverted'
COMMIT;
