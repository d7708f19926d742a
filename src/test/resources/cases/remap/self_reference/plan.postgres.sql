-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "parts"."id", "parts"."parent_id", "mig_from"."code" as "old_parts.code"
from "parts" left join "old_parts" as "mig_from" on "mig_from"."id" = "parts"."parent_id"
where "parts"."parent_id" is not null
  and not exists (select 1 as "one" from "parts" as "mig_to" where "mig_from"."code" = "mig_to"."code")
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- parts: drop constraint parts_parent_id_fkey
alter table "parts" drop constraint "parts_parent_id_fkey";

-- parts: set parent_id
update "parts" set
  "parent_id" = "mig_to"."id"
from "old_parts" as "mig_from" join "parts" as "mig_to" on "mig_from"."code" = "mig_to"."code"
where "mig_from"."id" = "parts"."parent_id" and "parts"."parent_id" is not null;

-- parts: add constraint parts_parent_id_fkey
alter table "parts" add constraint "parts_parent_id_fkey" foreign key ("parent_id") references "parts" ("id") on delete cascade;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
