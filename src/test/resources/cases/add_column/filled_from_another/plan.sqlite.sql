-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

-- cannot be switched inside a transaction; the last steps look for orphans
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- references without a counterpart that are there already
create temp table mig_orphans as
select 'instances' as child, rowid as place, parent as parent from pragma_foreign_key_check('instances');

-- add column cluster_id
alter table "instances" add column "cluster_id" integer;

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "instances"."id", "instances"."cluster_name"
from "instances"
where not exists (select 1 as "one" from "clusters" as "c" where "c"."name" = "instances"."cluster_name")
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- update instances
update "instances" set
  "cluster_id" = "c"."id"
from "clusters" as "c"
where "c"."name" = "instances"."cluster_name";

-- rebuild instances: alter cluster_id set not null, add foreign key instances_cluster_id_fkey
create table "mig_new_instances" (
  "id" integer primary key,
  "cluster_name" varchar(40) not null,
  "cluster_id" integer not null,
  constraint "instances_cluster_id_fkey" foreign key ("cluster_id") references "clusters" ("id") on delete cascade
);

-- copy the rows of instances
insert or abort into "mig_new_instances" ("id", "cluster_name", "cluster_id")
select "id", "cluster_name", "cluster_id"
from "instances";

-- the copy takes the place of instances
drop table "instances";

-- the copy takes the place of instances
alter table "mig_new_instances" rename to "instances";

-- must find no row, or D208 and everything is rolled back
select child as "table", place as "rowid", parent as "references", count(*) over () as mig_total
from (
select 'instances' as child, rowid as place, parent as parent from pragma_foreign_key_check('instances')
) as now
where not exists (select * from temp.mig_orphans as old where old.child = now.child and old.place is now.place and old.parent = now.parent)
limit 5;

-- no reference was lost
drop table temp.mig_orphans;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
PRAGMA foreign_keys = ON;
