-- migration case, none, postgres
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

-- must find no row, or D231 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "p"."id", "p"."tags"
from "posts" cross join "posts" as "p"
where "p"."id" = "posts"."id"
  and case when "p"."tags" is null then false else jsonb_typeof("p"."tags") not in ('array', 'null') end
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "p"."id", "p"."tags"
from "posts" cross join "posts" as "p"
where "p"."id" = "posts"."id"
  and case when "p"."tags" is null then true else jsonb_typeof("p"."tags") = 'null' end
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "posts"."id"
from "posts"
where (exists (
  select 1 as "value"
  from lateral (
    select e.value #>> '{}' as "text", e.value as "json", e.ordinality as "place"
    from jsonb_array_elements("posts"."tags") with ordinality as e
  ) as "t"
  where "t"."place" > 1
) or exists (
  select 1 as "value"
  from "posts" as "p"
  cross join lateral (
    select e.value #>> '{}' as "text", e.value as "json", e.ordinality as "place"
    from jsonb_array_elements("p"."tags") with ordinality as e
  ) as "t"
  where "p"."id" = "posts"."id" and "t"."text" = 'b'
))
  and ((
  select count(*) as "value"
  from lateral (
    select e.value #>> '{}' as "text", e.value as "json", e.ordinality as "place"
    from jsonb_array_elements("posts"."tags") with ordinality as e
  ) as "t"
  where "t"."text" <> 'c'
) between -2147483648 and 2147483647) is not true
) as q
order by 1 nulls last
limit 5;

-- posts: set tag_count, first_tag
update "posts" set
  "tag_count" = (
  select count(*) as "value"
  from lateral (
    select e.value #>> '{}' as "text", e.value as "json", e.ordinality as "place"
    from jsonb_array_elements("posts"."tags") with ordinality as e
  ) as "t"
  where "t"."text" <> 'c'
)::integer,
  "first_tag" = (
  select string_agg("t"."text", '|' order by "t"."text" collate "C") as "value"
  from lateral (
    select e.value #>> '{}' as "text", e.value as "json", e.ordinality as "place"
    from jsonb_array_elements("posts"."tags") with ordinality as e
  ) as "t"
)
where exists (
  select 1 as "value"
  from lateral (
    select e.value #>> '{}' as "text", e.value as "json", e.ordinality as "place"
    from jsonb_array_elements("posts"."tags") with ordinality as e
  ) as "t"
  where "t"."place" > 1
) or exists (
  select 1 as "value"
  from "posts" as "p"
  cross join lateral (
    select e.value #>> '{}' as "text", e.value as "json", e.ordinality as "place"
    from jsonb_array_elements("p"."tags") with ordinality as e
  ) as "t"
  where "p"."id" = "posts"."id" and "t"."text" = 'b'
);

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

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "p"."id", "t"."text" as "t.text"
from "posts" as "p"
cross join lateral (
  select e.value #>> '{}' as "text", e.value as "json", e.ordinality as "place"
  from jsonb_array_elements("p"."tags") with ordinality as e
) as "t"
where "t"."text" = ''
) as q
order by 1 nulls last, 2 nulls last
limit 5;

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

-- these two must agree, or D211 and everything is rolled back
select count(*) as "n"
from "posts" as "p"
cross join lateral (
  select e.value #>> '{}' as "text", e.value as "json", e.ordinality as "place"
  from jsonb_array_elements("p"."tags") with ordinality as e
) as "t";
select 11 as "n";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
