-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

-- cannot be switched inside a transaction; the last steps look for orphans
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- references without a counterpart that are there already
create temp table mig_orphans as
select 'people' as child, rowid as place, parent as parent from pragma_foreign_key_check('people');

-- add column whole
alter table "people" add column "whole" text;

-- update people
update "people" set
  "whole" = concat_ws(' ', "people"."first_name", "people"."middle", "people"."last_name");

-- rebuild people: alter whole set not null
create table "mig_new_people" (
  "id" integer primary key,
  "first_name" varchar(20) not null,
  "middle" text,
  "last_name" text,
  "house" integer not null,
  "full_name" text,
  "label" text not null,
  "photo" blob,
  "street_id" integer,
  "whole" text not null,
  constraint "people_street_id_fkey" foreign key ("street_id") references "streets" ("id")
);

-- copy the rows of people
insert or abort into "mig_new_people" ("id", "first_name", "middle", "last_name", "house", "full_name", "label", "photo", "street_id", "whole")
select "id", "first_name", "middle", "last_name", "house", "full_name", "label", "photo", "street_id", "whole"
from "people";

-- the copy takes the place of people
drop table "people";

-- the copy takes the place of people
alter table "mig_new_people" rename to "people";

-- must find no row, or D208 and everything is rolled back
select child as "table", place as "rowid", parent as "references", count(*) over () as mig_total
from (
select 'people' as child, rowid as place, parent as parent from pragma_foreign_key_check('people')
) as now
where not exists (select * from temp.mig_orphans as old where old.child = now.child and old.place is now.place and old.parent = now.parent)
limit 5;

-- no reference was lost
drop table temp.mig_orphans;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
PRAGMA foreign_keys = ON;
