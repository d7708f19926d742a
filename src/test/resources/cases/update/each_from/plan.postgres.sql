-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- must find no row, or D231 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "p"."id", "p"."tags"
from "posts" as "p"
where case when "p"."tags" is null then false else jsonb_typeof("p"."tags") not in ('array', 'null') end
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "p"."id", "p"."tags"
from "posts" as "p"
where case when "p"."tags" is null then true else jsonb_typeof("p"."tags") = 'null' end
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D210 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "posts"."id"
from "posts"
where (
  select count(*) as "value"
  from (
    select "p"."id",
      "p"."title",
      "p"."tags",
      "p"."tag_count",
      "p"."first_tag",
      "t"."text" as "t.text",
      "t"."json" as "t.json",
      "t"."place" as "t.place"
    from "posts" as "p"
    cross join lateral (
      select e.value #>> '{}' as "text", e.value as "json", e.ordinality as "place"
      from jsonb_array_elements("p"."tags") with ordinality as e
    ) as "t"
    where "t"."place" = 1
  ) as "p"
  where "p"."id" = "posts"."id"
) > 1
) as q
order by 1 nulls last
limit 5;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_posts_first_tag
create table "mig_saved"."case_1_posts_first_tag" as
select "posts"."id", "posts"."first_tag" as "old_first_tag", "p"."t.text" as "new_first_tag"
from "posts"
join (
  select "p"."id",
    "p"."title",
    "p"."tags",
    "p"."tag_count",
    "p"."first_tag",
    "t"."text" as "t.text",
    "t"."json" as "t.json",
    "t"."place" as "t.place"
  from "posts" as "p"
  cross join lateral (
    select e.value #>> '{}' as "text", e.value as "json", e.ordinality as "place"
    from jsonb_array_elements("p"."tags") with ordinality as e
  ) as "t"
  where "t"."place" = 1
) as "p" on "p"."id" = "posts"."id";

-- posts: set first_tag
update "posts" set
  "first_tag" = "p"."t.text"
from (
  select "p"."id",
    "p"."title",
    "p"."tags",
    "p"."tag_count",
    "p"."first_tag",
    "t"."text" as "t.text",
    "t"."json" as "t.json",
    "t"."place" as "t.place"
  from "posts" as "p"
  cross join lateral (
    select e.value #>> '{}' as "text", e.value as "json", e.ordinality as "place"
    from jsonb_array_elements("p"."tags") with ordinality as e
  ) as "t"
  where "t"."place" = 1
) as "p"
where "p"."id" = "posts"."id";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
