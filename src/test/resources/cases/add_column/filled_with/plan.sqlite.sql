-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

-- cannot be switched inside a transaction; the last steps look for orphans
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- references without a counterpart that are there already
create temp table mig_orphans as
select 'orders' as child, rowid as place, parent as parent from pragma_foreign_key_check('orders');

-- rebuild customers: add column slug, add unique customers_slug_key
create table "mig_new_customers" (
  "id" integer primary key,
  "email" varchar(100) not null,
  "name" text,
  "slug" varchar(100) not null,
  constraint "customers_email_key" unique ("email"),
  constraint "customers_slug_key" unique ("slug")
);

-- copy the rows of customers
insert or abort into "mig_new_customers" ("id", "email", "name", "slug")
select "id", "email", "name", mig_lower("customers"."email")
from "customers";

-- the copy takes the place of customers
drop table "customers";

-- the copy takes the place of customers
alter table "mig_new_customers" rename to "customers";

-- must find no row, or D208 and everything is rolled back
select child as "table", place as "rowid", parent as "references", count(*) over () as mig_total
from (
select 'orders' as child, rowid as place, parent as parent from pragma_foreign_key_check('orders')
) as now
where not exists (select * from temp.mig_orphans as old where old.child = now.child and old.place is now.place and old.parent = now.parent)
limit 5;

-- no reference was lost
drop table temp.mig_orphans;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
PRAGMA foreign_keys = ON;
