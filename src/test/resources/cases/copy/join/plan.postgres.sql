-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "o"."id", "o"."user_id"
from "orders" as "o"
where not exists (select 1 as "one" from "users" as "u" where "u"."id" = "o"."user_id")
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- for saved rows
create schema if not exists "mig_saved";

-- for the keys of new rows
create table "mig_saved"."case_1_teams_keys" as select "id" from "teams" with no data;

-- insert rows into teams
with mig_new as (
insert into "teams" ("id", "name")
select "o"."id", "u"."email" || "o"."id"::text as "name"
from "orders" as "o" join "users" as "u" on "u"."id" = "o"."user_id"
order by "o"."id", "u"."id"
returning "id", xmax = 0 as mig_inserted)
insert into "mig_saved"."case_1_teams_keys" ("id")
select "id" from mig_new where mig_inserted;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
