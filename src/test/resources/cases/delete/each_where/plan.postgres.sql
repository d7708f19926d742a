-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- must find no row, or D231 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "posts"."id", "posts"."tags"
from "posts"
where case when "posts"."tags" is null then false else jsonb_typeof("posts"."tags") not in ('array', 'null') end
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "posts"."id", "posts"."tags"
from "posts"
where case when "posts"."tags" is null then true else jsonb_typeof("posts"."tags") = 'null' end
) as q
order by 1 nulls last
limit 5;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_posts
create table "mig_saved"."case_1_posts" as
select "posts"."id", "posts"."title", "posts"."tags", "posts"."tag_count", "posts"."first_tag"
from "posts"
where exists (
  select 1 as "value"
  from lateral (
    select e.value #>> '{}' as "text", e.value as "json", e.ordinality as "place"
    from jsonb_array_elements("posts"."tags") with ordinality as e
  ) as "t"
  where "t"."text" = 'b'
);

-- delete rows of posts
delete from "posts"
where exists (
  select 1 as "value"
  from lateral (
    select e.value #>> '{}' as "text", e.value as "json", e.ordinality as "place"
    from jsonb_array_elements("posts"."tags") with ordinality as e
  ) as "t"
  where "t"."text" = 'b'
);

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
