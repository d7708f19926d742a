-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

-- cannot be switched inside a transaction; the last steps look for orphans
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- references without a counterpart that are there already
create temp table mig_orphans as
select 'shops' as child, rowid as place, parent as parent from pragma_foreign_key_check('shops');

-- must find no row, or D208 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "shops"."id", "shops"."country"
from "shops"
where not exists (select 1 as "one" from "countries" as "mig_key" where "mig_key"."code" = "shops"."country")
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- rebuild countries: drop primary key (code), add column id, add primary key (id), add unique countries_code_key
create table "mig_new_countries" (
  "code" varchar(2) not null,
  "name" text not null,
  "id" integer constraint "countries_pkey" primary key autoincrement,
  constraint "countries_code_key" unique ("code")
);

-- copy the rows of countries
insert or abort into "mig_new_countries" ("code", "name")
select "code", "name"
from "countries";

-- the copy takes the place of countries
drop table "countries";

-- the copy takes the place of countries
alter table "mig_new_countries" rename to "countries";

-- rebuild shops: drop foreign key shops_country_fkey, add column mig_new_country
create table "mig_new_shops" (
  "id" integer primary key,
  "country" varchar(2) not null,
  "mig_new_country" bigint
);

-- copy the rows of shops
insert or abort into "mig_new_shops" ("id", "country")
select "id", "country"
from "shops";

-- the copy takes the place of shops
drop table "shops";

-- the copy takes the place of shops
alter table "mig_new_shops" rename to "shops";

-- update shops
update "shops" set
  "mig_new_country" = "mig_key"."id"
from "countries" as "mig_key"
where "mig_key"."code" = "shops"."country";

-- rebuild shops: drop column country, rename column mig_new_country to country, alter country set not null, add foreign key shops_country_fkey, rename column country to country_id
create table "mig_new_shops" (
  "id" integer primary key,
  "mig_new_country" bigint not null,
  constraint "shops_country_fkey" foreign key ("mig_new_country") references "countries" ("id") on update cascade
);

-- copy the rows of shops
insert or abort into "mig_new_shops" ("id", "mig_new_country")
select "id", "mig_new_country"
from "shops";

-- the copy takes the place of shops
drop table "shops";

-- the copy takes the place of shops
alter table "mig_new_shops" rename to "shops";

-- rename column mig_new_country to country_id
alter table "shops" rename column "mig_new_country" to "country_id";

-- must find no row, or D208 and everything is rolled back
select child as "table", place as "rowid", parent as "references", count(*) over () as mig_total
from (
select 'shops' as child, rowid as place, parent as parent from pragma_foreign_key_check('shops')
) as now
where not exists (select * from temp.mig_orphans as old where old.child = now.child and old.place is now.place and old.parent = now.parent)
limit 5;

-- no reference was lost
drop table temp.mig_orphans;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
PRAGMA foreign_keys = ON;
