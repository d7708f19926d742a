-- migration countries, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- kept as value 0
select count(*) as "n" from "addresses";

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "addresses"."id", "addresses"."country_id", "mig_from"."iso" as "old_countries.iso"
from "addresses"
left join "old_countries" as "mig_from" on "mig_from"."id" = "addresses"."country_id"
where not exists (select 1 as "one" from "countries" as "mig_to" where "mig_from"."iso" = "mig_to"."code")
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- addresses: drop constraint addresses_country
alter table "addresses" drop constraint "addresses_country";

-- addresses: set country_id
update "addresses" set
  "country_id" = "mig_to"."id"
from "old_countries" as "mig_from"
join "countries" as "mig_to" on "mig_from"."iso" = "mig_to"."code"
where "mig_from"."id" = "addresses"."country_id";

-- addresses: add constraint addresses_country
alter table "addresses" add constraint "addresses_country" foreign key ("country_id") references "countries" ("id");

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.countries_1_old_countries
create table "mig_saved"."countries_1_old_countries" as
select "old_countries"."id", "old_countries"."iso" from "old_countries";

-- drop table old_countries
drop table "old_countries";

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "addresses"."id", "addresses"."country_id"
from "addresses"
where not exists (
  select 1 as "one"
  from "countries" as "mig_target"
  where "mig_target"."id" = "addresses"."country_id"
)
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must agree with value 0, or D211 and everything is rolled back
select count(*) as "n" from "addresses";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of countries, mig.event gets the event 'reverted'
COMMIT;
