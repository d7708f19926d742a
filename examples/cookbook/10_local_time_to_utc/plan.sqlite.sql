-- migration opening_moments, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

-- cannot be switched inside a transaction; the last steps look for orphans
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- references without a counterpart that are there already
create temp table mig_orphans as
select 'visits' as child, rowid as place, parent as parent from pragma_foreign_key_check('visits');

-- add column at
alter table "visits" add column "at" timestamptz;

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "visits"."id", "visits"."shop_id"
from "visits"
where not exists (select 1 as "one" from "shops" as "s" where "s"."id" = "visits"."shop_id")
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- update visits
update "visits" set
  "at" = mig_from_zone("visits"."local_time", "s"."zone")
from "shops" as "s"
where "s"."id" = "visits"."shop_id";

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "visits"."id", "visits"."at", "visits"."local_time"
from "visits"
where mig_at_zone("visits"."at", (select "s"."zone" as "value" from "shops" as "s" where "s"."id" = "visits"."shop_id")) <> mig_timestamp("visits"."local_time")
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- save rows beside the ledger
create table "mig_saved_opening_moments_1_visits_local_time" (
  "id" integer,
  "local_time" timestamp
);

-- save rows beside the ledger
insert into "mig_saved_opening_moments_1_visits_local_time"
select "visits"."id", "visits"."local_time" from "visits";

-- rebuild visits: alter at set not null, drop column local_time
create table "mig_new_visits" (
  "id" integer primary key,
  "shop_id" integer not null,
  "at" timestamptz not null,
  foreign key ("shop_id") references "shops" ("id")
);

-- copy the rows of visits
insert or abort into "mig_new_visits" ("id", "shop_id", "at")
select "id", "shop_id", "at"
from "visits";

-- the copy takes the place of visits
drop table "visits";

-- the copy takes the place of visits
alter table "mig_new_visits" rename to "visits";

-- must find no row, or D208 and everything is rolled back
select child as "table", place as "rowid", parent as "references", count(*) over () as mig_total
from (
select 'visits' as child, rowid as place, parent as parent from pragma_foreign_key_check('visits')
) as now
where not exists (select * from temp.mig_orphans as old where old.child = now.child and old.place is now.place and old.parent = now.parent)
limit 5;

-- no reference was lost
drop table temp.mig_orphans;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of opening_moments, mig_event gets the event 'reverted'
COMMIT;
PRAGMA foreign_keys = ON;
