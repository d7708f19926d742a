-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- must find no row, or D231 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "p"."id", "p"."tags"
from "posts" as "p"
where case when "p"."tags" is null then false else case when pg_input_is_valid("p"."tags", 'jsonb') then jsonb_typeof("p"."tags"::jsonb) not in ('array', 'null') else true end end
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "p"."id", "p"."tags"
from "posts" as "p"
where case when "p"."tags" is null then true else case when pg_input_is_valid("p"."tags", 'jsonb') then jsonb_typeof("p"."tags"::jsonb) = 'null' else false end end
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "mig_new"."p.id", "mig_new"."t.place", "mig_new"."place"
from (
  select "p"."id" as "p.id",
    "t"."place" as "t.place",
    "p"."id" as "post_id",
    "t"."place",
    "t"."text" as "name",
    "t"."json"::text as "raw"
  from "posts" as "p"
  cross join lateral (
    select e.value #>> '{}' as "text", e.value as "json", e.ordinality as "place"
    from jsonb_array_elements("p"."tags"::jsonb) with ordinality as e
  ) as "t"
) as "mig_new"
where ("mig_new"."place" between -2147483648 and 2147483647) is not true
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- for saved rows
create schema if not exists "mig_saved";

-- for the keys of new rows
create table "mig_saved"."case_1_tags_keys" as select "post_id", "place" from "tags" with no data;

-- insert rows into tags
with mig_new as (
insert into "tags" ("post_id", "place", "name", "raw")
select "p"."id" as "post_id",
  "t"."place"::integer as "place",
  "t"."text" as "name",
  "t"."json"::text as "raw"
from "posts" as "p"
cross join lateral (
  select e.value #>> '{}' as "text", e.value as "json", e.ordinality as "place"
  from jsonb_array_elements("p"."tags"::jsonb) with ordinality as e
) as "t"
order by "p"."id", "t"."place"
returning "post_id", "place", xmax = 0 as mig_inserted)
insert into "mig_saved"."case_1_tags_keys" ("post_id", "place")
select "post_id", "place" from mig_new where mig_inserted;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
