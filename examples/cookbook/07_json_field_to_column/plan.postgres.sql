-- migration customer_country, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- customers: add column country
alter table "customers" add column "country" varchar(2);

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "customers"."id",
  "customers"."data",
  "customers"."data" -> 'address' -> 'country' as "country"
from "customers"
where (case when "customers"."data" is not null and "customers"."data" -> 'address' -> 'country' is null then '??' else "customers"."data" -> 'address' ->> 'country' end is null or (length(case when "customers"."data" is not null and "customers"."data" -> 'address' -> 'country' is null then '??' else "customers"."data" -> 'address' ->> 'country' end) <= 2) is true) is not true
) as q
order by 1 nulls last
limit 5;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.customer_country_1_customers_data
create table "mig_saved"."customer_country_1_customers_data" as
select "customers"."id",
  "customers"."data" as "old_data",
  "customers"."data" || jsonb_build_object('address', ("customers"."data" -> 'address') - 'country') as "new_data"
from "customers"
where jsonb_exists("customers"."data" -> 'address', 'country');

-- customers: set country, data
update "customers" set
  "country" = case when "customers"."data" is not null and "customers"."data" -> 'address' -> 'country' is null then '??' else "customers"."data" -> 'address' ->> 'country' end,
  "data" = case when jsonb_exists("customers"."data" -> 'address', 'country') then "customers"."data" || jsonb_build_object('address', ("customers"."data" -> 'address') - 'country') else "customers"."data" end;

-- customers: alter column country
alter table "customers" alter column "country" set not null;

-- customers: add constraint country_is_a_code
alter table "customers" add constraint "country_is_a_code" check (length("country") = 2);

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of customer_country, mig.event gets the event 'reverted'
COMMIT;
