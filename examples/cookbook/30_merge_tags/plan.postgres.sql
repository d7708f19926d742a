-- migration one_spelling_of_tags, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.one_spelling_of_tags_1_tags_duplicates
create table "mig_saved"."one_spelling_of_tags_1_tags_duplicates" as
select "mig_row"."id", "mig_kept"."id" as "kept_id"
from (select "tags"."id", lower(btrim("tags"."name")) as "mig_key_1" from "tags") as "mig_row"
join (
  select "id", "mig_key_1"
  from (
    select "tags"."id",
      lower(btrim("tags"."name")) as "mig_key_1",
      row_number() over (partition by lower(btrim("tags"."name")) order by "tags"."id") as "mig_place"
    from "tags"
  ) as "kept"
  where "mig_place" = 1
) as "mig_kept" on "mig_row"."mig_key_1" = "mig_kept"."mig_key_1" and "mig_row"."id" <> "mig_kept"."id";

-- save rows as mig_saved.one_spelling_of_tags_2_post_tags
create table "mig_saved"."one_spelling_of_tags_2_post_tags" as
select "post_tags"."post_id", "post_tags"."tag_id"
from "post_tags"
where not exists (
  select 1 as "one"
  from (
    select "post_id", "tag_id"
    from (
      select "post_tags"."post_id",
        "post_tags"."tag_id",
        row_number() over (partition by "post_tags"."post_id", case when "mig_pair"."id" is not null then "mig_pair"."kept_id" else "post_tags"."tag_id" end order by "post_tags"."post_id", "post_tags"."tag_id") as "mig_place"
      from "post_tags"
      left join "mig_saved"."one_spelling_of_tags_1_tags_duplicates" as "mig_pair" on "post_tags"."tag_id" = "mig_pair"."id"
    ) as "kept"
    where "mig_place" = 1
  ) as "mig_stays"
  where "mig_stays"."post_id" = "post_tags"."post_id"
    and "mig_stays"."tag_id" = "post_tags"."tag_id"
);

-- delete rows of post_tags
delete from "post_tags"
where not exists (
  select 1 as "one"
  from (
    select "post_id", "tag_id"
    from (
      select "post_tags"."post_id",
        "post_tags"."tag_id",
        row_number() over (partition by "post_tags"."post_id", case when "mig_pair"."id" is not null then "mig_pair"."kept_id" else "post_tags"."tag_id" end order by "post_tags"."post_id", "post_tags"."tag_id") as "mig_place"
      from "post_tags"
      left join "mig_saved"."one_spelling_of_tags_1_tags_duplicates" as "mig_pair" on "post_tags"."tag_id" = "mig_pair"."id"
    ) as "kept"
    where "mig_place" = 1
  ) as "mig_stays"
  where "mig_stays"."post_id" = "post_tags"."post_id"
    and "mig_stays"."tag_id" = "post_tags"."tag_id"
);

-- save rows as mig_saved.one_spelling_of_tags_3_post_tags_tag_id
create table "mig_saved"."one_spelling_of_tags_3_post_tags_tag_id" as
select "post_tags"."post_id",
  "post_tags"."tag_id",
  "post_tags"."tag_id" as "old_tag_id",
  "mig_pair"."kept_id" as "new_tag_id"
from "post_tags"
join "mig_saved"."one_spelling_of_tags_1_tags_duplicates" as "mig_pair" on "post_tags"."tag_id" = "mig_pair"."id";

-- post_tags: set tag_id
update "post_tags" set
  "tag_id" = "mig_pair"."kept_id"
from "mig_saved"."one_spelling_of_tags_1_tags_duplicates" as "mig_pair"
where "post_tags"."tag_id" = "mig_pair"."id";

-- save rows as mig_saved.one_spelling_of_tags_4_tags
create table "mig_saved"."one_spelling_of_tags_4_tags" as
select "tags"."id", "tags"."name"
from "tags"
where exists (
  select 1 as "one"
  from "mig_saved"."one_spelling_of_tags_1_tags_duplicates" as "mig_pair"
  where "mig_pair"."id" = "tags"."id"
);

-- delete rows of tags
delete from "tags"
where exists (
  select 1 as "one"
  from "mig_saved"."one_spelling_of_tags_1_tags_duplicates" as "mig_pair"
  where "mig_pair"."id" = "tags"."id"
);

-- what was saved is no longer needed
drop table if exists "mig_saved"."one_spelling_of_tags_1_tags_duplicates";

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "tags"."id", "tags"."name"
from "tags"
where (length(lower(btrim("tags"."name"))) <= 40) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- save rows as mig_saved.one_spelling_of_tags_5_tags_name
create table "mig_saved"."one_spelling_of_tags_5_tags_name" as
select "tags"."id", "tags"."name" as "old_name", lower(btrim("tags"."name")) as "new_name"
from "tags";

-- tags: set name
update "tags" set
  "name" = lower(btrim("tags"."name"));

-- tags: add constraint tags_name
alter table "tags" add constraint "tags_name" unique ("name");

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of one_spelling_of_tags, mig.event gets the event 'reverted'
COMMIT;
