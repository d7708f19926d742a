-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

-- cannot be switched inside a transaction; the last steps look for orphans
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- references without a counterpart that are there already
create temp table mig_orphans as
select 'parts' as child, rowid as place, parent as parent from pragma_foreign_key_check('parts');

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "parts"."id", "parts"."parent_id", "mig_from"."code" as "old_parts.code"
from "parts" left join "old_parts" as "mig_from" on "mig_from"."id" = "parts"."parent_id"
where "parts"."parent_id" is not null
  and not exists (select 1 as "one" from "parts" as "mig_to" where "mig_from"."code" = "mig_to"."code")
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- rebuild parts: drop foreign key parts_parent_id_fkey
create table "mig_new_parts" (
  "id" integer primary key,
  "parent_id" integer,
  "code" text not null,
  constraint "parts_code_key" unique ("code")
);

-- copy the rows of parts
insert or abort into "mig_new_parts" ("id", "parent_id", "code")
select "id", "parent_id", "code"
from "parts";

-- the copy takes the place of parts
drop table "parts";

-- the copy takes the place of parts
alter table "mig_new_parts" rename to "parts";

-- update parts
update "parts" set
  "parent_id" = "mig_to"."id"
from "old_parts" as "mig_from" join "parts" as "mig_to" on "mig_from"."code" = "mig_to"."code"
where "mig_from"."id" = "parts"."parent_id" and "parts"."parent_id" is not null;

-- rebuild parts: add foreign key parts_parent_id_fkey
create table "mig_new_parts" (
  "id" integer primary key,
  "parent_id" integer,
  "code" text not null,
  constraint "parts_code_key" unique ("code"),
  constraint "parts_parent_id_fkey" foreign key ("parent_id") references "parts" ("id") on delete cascade
);

-- copy the rows of parts
insert or abort into "mig_new_parts" ("id", "parent_id", "code")
select "id", "parent_id", "code"
from "parts";

-- the copy takes the place of parts
drop table "parts";

-- the copy takes the place of parts
alter table "mig_new_parts" rename to "parts";

-- must find no row, or D208 and everything is rolled back
select child as "table", place as "rowid", parent as "references", count(*) over () as mig_total
from (
select 'parts' as child, rowid as place, parent as parent from pragma_foreign_key_check('parts')
) as now
where not exists (select * from temp.mig_orphans as old where old.child = now.child and old.place is now.place and old.parent = now.parent)
limit 5;

-- no reference was lost
drop table temp.mig_orphans;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
PRAGMA foreign_keys = ON;
