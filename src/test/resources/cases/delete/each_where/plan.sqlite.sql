-- migration case, exact with saved data, sqlite
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

-- save rows beside the ledger
create table "mig_saved_case_1_posts" (
  "id" integer,
  "title" text,
  "tags" jsonb,
  "tag_count" integer,
  "first_tag" text
);

-- save rows beside the ledger
insert into "mig_saved_case_1_posts"
select "posts"."id", "posts"."title", "posts"."tags", "posts"."tag_count", "posts"."first_tag"
from "posts"
where exists (
  select 1 as "value"
  from json_each(mig_json_elements("posts"."tags")) as "t"
  where "t".value ->> 0 = 'b'
);

-- delete from posts
delete from "posts"
where exists (
  select 1 as "value"
  from json_each(mig_json_elements("posts"."tags")) as "t"
  where "t".value ->> 0 = 'b'
);

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
