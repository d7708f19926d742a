-- migration countries, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

-- cannot be switched inside a transaction; the last steps look for orphans
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- kept as value 0
select count(*) as "n" from "addresses";

-- references without a counterpart that are there already
create temp table mig_orphans as
select 'addresses' as child, rowid as place, parent as parent from pragma_foreign_key_check('addresses');

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "addresses"."id", "addresses"."country_id", "mig_from"."iso" as "old_countries.iso"
from "addresses"
left join "old_countries" as "mig_from" on "mig_from"."id" = "addresses"."country_id"
where not exists (select 1 as "one" from "countries" as "mig_to" where "mig_from"."iso" = "mig_to"."code")
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- rebuild addresses: drop foreign key addresses_country
create table "mig_new_addresses" (
  "id" integer primary key,
  "country_id" integer not null
);

-- copy the rows of addresses
insert or abort into "mig_new_addresses" ("id", "country_id")
select "id", "country_id"
from "addresses";

-- the copy takes the place of addresses
drop table "addresses";

-- the copy takes the place of addresses
alter table "mig_new_addresses" rename to "addresses";

-- update addresses
update "addresses" set
  "country_id" = "mig_to"."id"
from "old_countries" as "mig_from"
join "countries" as "mig_to" on "mig_from"."iso" = "mig_to"."code"
where "mig_from"."id" = "addresses"."country_id";

-- save rows beside the ledger
create table "mig_saved_countries_1_old_countries" (
  "id" integer,
  "iso" varchar(2)
);

-- save rows beside the ledger
insert into "mig_saved_countries_1_old_countries"
select "old_countries"."id", "old_countries"."iso" from "old_countries";

-- rebuild addresses: add foreign key addresses_country
create table "mig_new_addresses" (
  "id" integer primary key,
  "country_id" integer not null,
  constraint "addresses_country" foreign key ("country_id") references "countries" ("id")
);

-- copy the rows of addresses
insert or abort into "mig_new_addresses" ("id", "country_id")
select "id", "country_id"
from "addresses";

-- the copy takes the place of addresses
drop table "addresses";

-- the copy takes the place of addresses
alter table "mig_new_addresses" rename to "addresses";

-- drop old_countries
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

-- must find no row, or D208 and everything is rolled back
select child as "table", place as "rowid", parent as "references", count(*) over () as mig_total
from (
select 'addresses' as child, rowid as place, parent as parent from pragma_foreign_key_check('addresses')
) as now
where not exists (select * from temp.mig_orphans as old where old.child = now.child and old.place is now.place and old.parent = now.parent)
limit 5;

-- no reference was lost
drop table temp.mig_orphans;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of countries, mig_event gets the event 'reverted'
COMMIT;
PRAGMA foreign_keys = ON;
