-- migration post_tags, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- create table post_tags
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
where case when '[' || replace(to_jsonb("p"."tags"::text)::text, ',', '","') || ']' is null then false else case when pg_input_is_valid('[' || replace(to_jsonb("p"."tags"::text)::text, ',', '","') || ']', 'jsonb') then jsonb_typeof(('[' || replace(to_jsonb("p"."tags"::text)::text, ',', '","') || ']')::jsonb) not in ('array', 'null') else true end end
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
      "t"."place" as "t.place",
      "p"."id" as "post_id",
      btrim("t"."text") as "tag",
      row_number() over (partition by "p"."id", btrim("t"."text") order by "t"."place", "p"."id", "t"."place") as "mig_place"
    from "posts" as "p"
    cross join lateral (
      select e.value #>> '{}' as "text", e.value as "json", e.ordinality as "place"
      from jsonb_array_elements(nullif(('[' || replace(to_jsonb("p"."tags"::text)::text, ',', '","') || ']')::jsonb, 'null'::jsonb)) with ordinality as e
    ) as "t"
    where btrim("t"."text") <> ''
  ) as "kept"
  where "mig_place" = 1
) as "mig_new"
where (length("mig_new"."tag") <= 40) is not true
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- insert rows into post_tags
insert into "post_tags" ("post_id", "tag")
select "post_id", "tag"
from (
  select "p"."id" as "post_id",
    btrim("t"."text") as "tag",
    "p"."id" as "mig_sort_1",
    "t"."place" as "mig_sort_2",
    row_number() over (partition by "p"."id", btrim("t"."text") order by "t"."place", "p"."id", "t"."place") as "mig_place"
  from "posts" as "p"
  cross join lateral (
    select e.value #>> '{}' as "text", e.value as "json", e.ordinality as "place"
    from jsonb_array_elements(nullif(('[' || replace(to_jsonb("p"."tags"::text)::text, ',', '","') || ']')::jsonb, 'null'::jsonb)) with ordinality as e
  ) as "t"
  where btrim("t"."text") <> ''
) as "kept"
where "mig_place" = 1
order by "mig_sort_1", "mig_sort_2";

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.post_tags_1_posts_tags
create table "mig_saved"."post_tags_1_posts_tags" as
select "posts"."id", "posts"."tags" from "posts";

-- posts: drop column tags
alter table "posts" drop column "tags";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of post_tags, mig.event gets the event 'reverted'
COMMIT;
