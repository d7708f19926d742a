-- migration case, none, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- must find no row, or D231 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "posts"."id", "posts"."tags"
from "posts"
where case when "posts"."tags" is null then false else case when mig_fits('jsonb', "posts"."tags") then mig_json_type("posts"."tags") not in ('array', 'null') else true end end
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "posts"."id", "posts"."tags"
from "posts"
where case when "posts"."tags" is null then true else case when mig_fits('jsonb', "posts"."tags") then mig_json_type("posts"."tags") = 'null' else false end end
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D231 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "p"."id", "p"."tags"
from "posts" cross join "posts" as "p"
where "p"."id" = "posts"."id"
  and case when "p"."tags" is null then false else case when mig_fits('jsonb', "p"."tags") then mig_json_type("p"."tags") not in ('array', 'null') else true end end
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "p"."id", "p"."tags"
from "posts" cross join "posts" as "p"
where "p"."id" = "posts"."id"
  and case when "p"."tags" is null then true else case when mig_fits('jsonb', "p"."tags") then mig_json_type("p"."tags") = 'null' else false end end
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "posts"."id"
from "posts"
where (exists (select 1 as "value" from json_each(mig_json_elements("posts"."tags")) as "t" where "t".key + 1 > 1) or exists (
  select 1 as "value"
  from "posts" as "p" cross join json_each(mig_json_elements("p"."tags")) as "t"
  where "p"."id" = "posts"."id" and "t".value ->> 0 = 'b'
))
  and ((
  select count(*) as "value"
  from json_each(mig_json_elements("posts"."tags")) as "t"
  where "t".value ->> 0 <> 'c'
) between -2147483648 and 2147483647) is not true
) as q
order by 1 nulls last
limit 5;

-- update posts
update "posts" set
  "tag_count" = mig_cast_integer((
  select count(*) as "value"
  from json_each(mig_json_elements("posts"."tags")) as "t"
  where "t".value ->> 0 <> 'c'
), 'integer'),
  "first_tag" = (
  select string_agg("t".value ->> 0, '|' order by "t".value ->> 0 nulls last) as "value"
  from json_each(mig_json_elements("posts"."tags")) as "t"
)
where exists (select 1 as "value" from json_each(mig_json_elements("posts"."tags")) as "t" where "t".key + 1 > 1) or exists (
  select 1 as "value"
  from "posts" as "p" cross join json_each(mig_json_elements("p"."tags")) as "t"
  where "p"."id" = "posts"."id" and "t".value ->> 0 = 'b'
);

-- must find no row, or D231 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "p"."id", "p"."tags"
from "posts" as "p"
where case when "p"."tags" is null then false else case when mig_fits('jsonb', "p"."tags") then mig_json_type("p"."tags") not in ('array', 'null') else true end end
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "p"."id", "p"."tags"
from "posts" as "p"
where case when "p"."tags" is null then true else case when mig_fits('jsonb', "p"."tags") then mig_json_type("p"."tags") = 'null' else false end end
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "p"."id", "t".value ->> 0 as "t.text"
from "posts" as "p" cross join json_each(mig_json_elements("p"."tags")) as "t"
where "t".value ->> 0 = ''
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D231 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "p"."id", "p"."tags"
from "posts" as "p"
where case when "p"."tags" is null then false else case when mig_fits('jsonb', "p"."tags") then mig_json_type("p"."tags") not in ('array', 'null') else true end end
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "p"."id", "p"."tags"
from "posts" as "p"
where case when "p"."tags" is null then true else case when mig_fits('jsonb', "p"."tags") then mig_json_type("p"."tags") = 'null' else false end end
) as q
order by 1 nulls last
limit 5;

-- these two must agree, or D211 and everything is rolled back
select count(*) as "n"
from "posts" as "p" cross join json_each(mig_json_elements("p"."tags")) as "t";
select 11 as "n";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
