-- migration post_tags, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- create post_tags
create table "post_tags" (
  "post_id" integer not null,
  "tag" varchar(40) not null,
  constraint "post_tags_pkey" primary key ("post_id", "tag"),
  constraint "post_tags_post_id_fkey" foreign key ("post_id") references "posts" ("id") on delete cascade
);

-- must find no row, or D231 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "p"."id", "p"."tags"
from "posts" as "p"
where case when '[' || replace(mig_jsonb(mig_json_of_text("p"."tags")), ',', '","') || ']' is null then false else case when mig_fits('jsonb', '[' || replace(mig_jsonb(mig_json_of_text("p"."tags")), ',', '","') || ']') then mig_json_type(mig_jsonb('[' || replace(mig_jsonb(mig_json_of_text("p"."tags")), ',', '","') || ']')) not in ('array', 'null') else true end end
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "mig_new"."p.id", "mig_new"."t.place", "mig_new"."tag"
from (
  select "p.id", "t.place", "post_id", "tag"
  from (
    select "p"."id" as "p.id",
      "t".key + 1 as "t.place",
      "p"."id" as "post_id",
      trim("t".value ->> 0) as "tag",
      row_number() over (partition by "p"."id", trim("t".value ->> 0) order by "t".key + 1, "p"."id", "t".key + 1) as "mig_place"
    from "posts" as "p"
    cross join json_each(mig_json_elements('[' || replace(mig_jsonb(mig_json_of_text("p"."tags")), ',', '","') || ']')) as "t"
    where trim("t".value ->> 0) <> ''
  ) as "kept"
  where "mig_place" = 1
) as "mig_new"
where (length("mig_new"."tag") <= 40) is not true
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- insert into post_tags
insert into "post_tags" ("post_id", "tag")
select "post_id", "tag"
from (
  select "p"."id" as "post_id",
    trim("t".value ->> 0) as "tag",
    "p"."id" as "mig_sort_1",
    "t".key + 1 as "mig_sort_2",
    row_number() over (partition by "p"."id", trim("t".value ->> 0) order by "t".key + 1, "p"."id", "t".key + 1) as "mig_place"
  from "posts" as "p"
  cross join json_each(mig_json_elements('[' || replace(mig_jsonb(mig_json_of_text("p"."tags")), ',', '","') || ']')) as "t"
  where trim("t".value ->> 0) <> ''
) as "kept"
where "mig_place" = 1
order by "mig_sort_1", "mig_sort_2";

-- save rows beside the ledger
create table "mig_saved_post_tags_1_posts_tags" (
  "id" integer,
  "tags" text
);

-- save rows beside the ledger
insert into "mig_saved_post_tags_1_posts_tags"
select "posts"."id", "posts"."tags" from "posts";

-- drop column tags
alter table "posts" drop column "tags";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of post_tags, mig_event gets the event 'reverted'
COMMIT;
