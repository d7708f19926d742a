-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

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
      "t".value ->> 0 as "t.text",
      "t".value ->> 1 as "t.json",
      "t".key + 1 as "t.place"
    from "posts" as "p" cross join json_each(mig_json_elements("p"."tags")) as "t"
    where "t".key + 1 = 1
  ) as "p"
  where "p"."id" = "posts"."id"
) > 1
) as q
order by 1 nulls last
limit 5;

-- save rows beside the ledger
create table "mig_saved_case_1_posts_first_tag" (
  "id" integer,
  "old_first_tag" text,
  "new_first_tag" text
);

-- save rows beside the ledger
insert into "mig_saved_case_1_posts_first_tag"
select "posts"."id", "posts"."first_tag" as "old_first_tag", "p"."t.text" as "new_first_tag"
from "posts"
join (
  select "p"."id",
    "p"."title",
    "p"."tags",
    "p"."tag_count",
    "p"."first_tag",
    "t".value ->> 0 as "t.text",
    "t".value ->> 1 as "t.json",
    "t".key + 1 as "t.place"
  from "posts" as "p" cross join json_each(mig_json_elements("p"."tags")) as "t"
  where "t".key + 1 = 1
) as "p" on "p"."id" = "posts"."id";

-- update posts
update "posts" set
  "first_tag" = "p"."t.text"
from (
  select "p"."id",
    "p"."title",
    "p"."tags",
    "p"."tag_count",
    "p"."first_tag",
    "t".value ->> 0 as "t.text",
    "t".value ->> 1 as "t.json",
    "t".key + 1 as "t.place"
  from "posts" as "p" cross join json_each(mig_json_elements("p"."tags")) as "t"
  where "t".key + 1 = 1
) as "p"
where "p"."id" = "posts"."id";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
