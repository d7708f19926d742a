-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- instances: add column cluster_id
alter table "instances" add column "cluster_id" integer;

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "instances"."id", "instances"."cluster_name"
from "instances"
where not exists (select 1 as "one" from "clusters" as "c" where "c"."name" = "instances"."cluster_name")
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- instances: set cluster_id
update "instances" set
  "cluster_id" = "c"."id"
from "clusters" as "c"
where "c"."name" = "instances"."cluster_name";

-- instances: alter column cluster_id
alter table "instances" alter column "cluster_id" set not null;

-- instances: add constraint instances_cluster_id_fkey
alter table "instances" add constraint "instances_cluster_id_fkey" foreign key ("cluster_id") references "clusters" ("id") on delete cascade;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
