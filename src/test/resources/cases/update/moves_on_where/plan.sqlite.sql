-- migration case, none, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

-- cannot be switched inside a transaction; the last steps look for orphans
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- references without a counterpart that are there already
create temp table mig_orphans as
select 'notes' as child, rowid as place, parent as parent from pragma_foreign_key_check('notes');

-- rebuild entries: drop unique entries_position_key
create table "mig_new_entries" (
  "id" integer primary key,
  "list_id" integer not null,
  "position" integer not null,
  "label" text
);

-- copy the rows of entries
insert or abort into "mig_new_entries" ("id", "list_id", "position", "label")
select "id", "list_id", "position", "label"
from "entries";

-- the copy takes the place of entries
drop table "entries";

-- the copy takes the place of entries
alter table "mig_new_entries" rename to "entries";

-- index of entries
CREATE UNIQUE INDEX entries_label on entries (label);

-- update entries
update "entries" set
  "position" = 4 - "entries"."position"
where "entries"."list_id" = 1;

-- rebuild entries: add unique entries_position_key
create table "mig_new_entries" (
  "id" integer primary key,
  "list_id" integer not null,
  "position" integer not null,
  "label" text,
  constraint "entries_position_key" unique ("list_id", "position")
);

-- copy the rows of entries
insert or abort into "mig_new_entries" ("id", "list_id", "position", "label")
select "id", "list_id", "position", "label"
from "entries";

-- the copy takes the place of entries
drop table "entries";

-- the copy takes the place of entries
alter table "mig_new_entries" rename to "entries";

-- index of entries
CREATE UNIQUE INDEX entries_label on entries (label);

-- must find no row, or D208 and everything is rolled back
select child as "table", place as "rowid", parent as "references", count(*) over () as mig_total
from (
select 'notes' as child, rowid as place, parent as parent from pragma_foreign_key_check('notes')
) as now
where not exists (select * from temp.mig_orphans as old where old.child = now.child and old.place is now.place and old.parent = now.parent)
limit 5;

-- no reference was lost
drop table temp.mig_orphans;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
PRAGMA foreign_keys = ON;
