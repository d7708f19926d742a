-- migration big_events, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

-- cannot be switched inside a transaction; the last steps look for orphans
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- references without a counterpart that are there already
create temp table mig_orphans as
select 'event_notes' as child, rowid as place, parent as parent from pragma_foreign_key_check('event_notes');

-- rebuild event_notes: alter event_id type bigint
create table "mig_new_event_notes" (
  "id" integer primary key,
  "event_id" bigint not null,
  "note" varchar(40),
  foreign key ("event_id") references "events" ("id")
);

-- copy the rows of event_notes
insert or abort into "mig_new_event_notes" ("id", "event_id", "note")
select "id", "event_id", "note"
from "event_notes";

-- the copy takes the place of event_notes
drop table "event_notes";

-- the copy takes the place of event_notes
alter table "mig_new_event_notes" rename to "event_notes";

-- must find no row, or D208 and everything is rolled back
select child as "table", place as "rowid", parent as "references", count(*) over () as mig_total
from (
select 'event_notes' as child, rowid as place, parent as parent from pragma_foreign_key_check('event_notes')
) as now
where not exists (select * from temp.mig_orphans as old where old.child = now.child and old.place is now.place and old.parent = now.parent)
limit 5;

-- no reference was lost
drop table temp.mig_orphans;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of big_events, mig_event gets the event 'reverted'
COMMIT;
PRAGMA foreign_keys = ON;
