-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- must find no row, or D231 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "p"."id", "p"."tags"
from "posts" as "p"
where "p"."id" <> 3
  and case when "p"."tags" is null then false else jsonb_typeof("p"."tags") not in ('array', 'null') end
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "p"."id", "p"."tags"
from "posts" as "p"
where "p"."id" <> 3
  and case when "p"."tags" is null then true else jsonb_typeof("p"."tags") = 'null' end
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "mig_new"."place"
from (
  select 100 as "post_id",
    min("p"."id") * 10 + min("t"."place") * 3 + count(*) as "place",
    "t"."text" as "name"
  from "posts" as "p"
  cross join lateral (
    select e.value #>> '{}' as "text", e.value as "json", e.ordinality as "place"
    from jsonb_array_elements("p"."tags") with ordinality as e
  ) as "t"
  where "p"."id" <> 3
  group by "t"."text"
) as "mig_new"
where ("mig_new"."place" is null or ("mig_new"."place" between -2147483648 and 2147483647) is true) is not true
) as q
order by 1 nulls last
limit 5;

-- for saved rows
create schema if not exists "mig_saved";

-- for the keys of new rows
create table "mig_saved"."case_1_tags_keys" as select "post_id", "place" from "tags" with no data;

-- insert rows into tags
with mig_new as (
insert into "tags" ("post_id", "place", "name")
select 100 as "post_id",
  (min("p"."id") * 10 + min("t"."place") * 3 + count(*))::integer as "place",
  "t"."text" as "name"
from "posts" as "p"
cross join lateral (
  select e.value #>> '{}' as "text", e.value as "json", e.ordinality as "place"
  from jsonb_array_elements("p"."tags") with ordinality as e
) as "t"
where "p"."id" <> 3
group by "t"."text"
order by "t"."text" collate "C"
returning "post_id", "place", xmax = 0 as mig_inserted)
insert into "mig_saved"."case_1_tags_keys" ("post_id", "place")
select "post_id", "place" from mig_new where mig_inserted;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
