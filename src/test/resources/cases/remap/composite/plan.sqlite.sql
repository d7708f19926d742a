-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

-- cannot be switched inside a transaction; the last steps look for orphans
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- references without a counterpart that are there already
create temp table mig_orphans as
select 'tickets' as child, rowid as place, parent as parent from pragma_foreign_key_check('tickets');

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "tickets"."id",
  "tickets"."hall",
  "tickets"."seat",
  "mig_from"."row_name" as "old_seats.row_name",
  "mig_from"."place" as "old_seats.place"
from "tickets"
left join "old_seats" as "mig_from" on "mig_from"."hall" = "tickets"."hall" and "mig_from"."seat" = "tickets"."seat"
where "tickets"."hall" is not null
  and "tickets"."seat" is not null
  and not exists (
  select 1 as "one"
  from "seats" as "mig_to"
  where "mig_from"."row_name" = "mig_to"."row_name" and "mig_from"."place" = "mig_to"."place"
)
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last, 4 nulls last
limit 5;

-- rebuild tickets: drop foreign key tickets_seat_fkey
create table "mig_new_tickets" (
  "id" integer primary key,
  "seat" integer,
  "hall" integer
);

-- copy the rows of tickets
insert or abort into "mig_new_tickets" ("id", "seat", "hall")
select "id", "seat", "hall"
from "tickets";

-- the copy takes the place of tickets
drop table "tickets";

-- the copy takes the place of tickets
alter table "mig_new_tickets" rename to "tickets";

-- update tickets
update "tickets" set
  "hall" = "mig_to"."hall",
  "seat" = "mig_to"."seat"
from "old_seats" as "mig_from"
join "seats" as "mig_to" on "mig_from"."row_name" = "mig_to"."row_name" and "mig_from"."place" = "mig_to"."place"
where "mig_from"."hall" = "tickets"."hall" and "mig_from"."seat" = "tickets"."seat" and ("tickets"."hall" is not null and "tickets"."seat" is not null);

-- rebuild tickets: add foreign key tickets_seat_fkey
create table "mig_new_tickets" (
  "id" integer primary key,
  "seat" integer,
  "hall" integer,
  constraint "tickets_seat_fkey" foreign key ("hall", "seat") references "seats" ("hall", "seat") on update cascade
);

-- copy the rows of tickets
insert or abort into "mig_new_tickets" ("id", "seat", "hall")
select "id", "seat", "hall"
from "tickets";

-- the copy takes the place of tickets
drop table "tickets";

-- the copy takes the place of tickets
alter table "mig_new_tickets" rename to "tickets";

-- must find no row, or D208 and everything is rolled back
select child as "table", place as "rowid", parent as "references", count(*) over () as mig_total
from (
select 'tickets' as child, rowid as place, parent as parent from pragma_foreign_key_check('tickets')
) as now
where not exists (select * from temp.mig_orphans as old where old.child = now.child and old.place is now.place and old.parent = now.parent)
limit 5;

-- no reference was lost
drop table temp.mig_orphans;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
PRAGMA foreign_keys = ON;
