-- migration one_spelling_of_tags, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

-- cannot be switched inside a transaction; the last steps look for orphans
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- references without a counterpart that are there already
create temp table mig_orphans as
select 'post_tags' as child, rowid as place, parent as parent from pragma_foreign_key_check('post_tags');

-- save rows beside the ledger
create table "mig_saved_one_spelling_of_tags_1_tags_duplicates" (
  "id" integer,
  "kept_id" integer,
  primary key ("id")
);

-- save rows beside the ledger
insert into "mig_saved_one_spelling_of_tags_1_tags_duplicates"
select "mig_row"."id", "mig_kept"."id" as "kept_id"
from (select "tags"."id", mig_lower(trim("tags"."name")) as "mig_key_1" from "tags") as "mig_row"
join (
  select "id", "mig_key_1"
  from (
    select "tags"."id",
      mig_lower(trim("tags"."name")) as "mig_key_1",
      row_number() over (partition by mig_lower(trim("tags"."name")) order by "tags"."id") as "mig_place"
    from "tags"
  ) as "kept"
  where "mig_place" = 1
) as "mig_kept" on "mig_row"."mig_key_1" = "mig_kept"."mig_key_1" and "mig_row"."id" <> "mig_kept"."id";

-- save rows beside the ledger
create table "mig_saved_one_spelling_of_tags_2_post_tags" (
  "post_id" integer,
  "tag_id" integer
);

-- save rows beside the ledger
insert into "mig_saved_one_spelling_of_tags_2_post_tags"
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
      left join "mig_saved_one_spelling_of_tags_1_tags_duplicates" as "mig_pair" on "post_tags"."tag_id" = "mig_pair"."id"
    ) as "kept"
    where "mig_place" = 1
  ) as "mig_stays"
  where "mig_stays"."post_id" = "post_tags"."post_id"
    and "mig_stays"."tag_id" = "post_tags"."tag_id"
);

-- delete from post_tags
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
      left join "mig_saved_one_spelling_of_tags_1_tags_duplicates" as "mig_pair" on "post_tags"."tag_id" = "mig_pair"."id"
    ) as "kept"
    where "mig_place" = 1
  ) as "mig_stays"
  where "mig_stays"."post_id" = "post_tags"."post_id"
    and "mig_stays"."tag_id" = "post_tags"."tag_id"
);

-- save rows beside the ledger
create table "mig_saved_one_spelling_of_tags_3_post_tags_tag_id" (
  "post_id" integer,
  "tag_id" integer,
  "old_tag_id" integer,
  "new_tag_id" integer
);

-- save rows beside the ledger
insert into "mig_saved_one_spelling_of_tags_3_post_tags_tag_id"
select "post_tags"."post_id",
  "post_tags"."tag_id",
  "post_tags"."tag_id" as "old_tag_id",
  "mig_pair"."kept_id" as "new_tag_id"
from "post_tags"
join "mig_saved_one_spelling_of_tags_1_tags_duplicates" as "mig_pair" on "post_tags"."tag_id" = "mig_pair"."id";

-- update post_tags
update "post_tags" set
  "tag_id" = "mig_pair"."kept_id"
from "mig_saved_one_spelling_of_tags_1_tags_duplicates" as "mig_pair"
where "post_tags"."tag_id" = "mig_pair"."id";

-- save rows beside the ledger
create table "mig_saved_one_spelling_of_tags_4_tags" (
  "id" integer,
  "name" varchar(40)
);

-- save rows beside the ledger
insert into "mig_saved_one_spelling_of_tags_4_tags"
select "tags"."id", "tags"."name"
from "tags"
where exists (
  select 1 as "one"
  from "mig_saved_one_spelling_of_tags_1_tags_duplicates" as "mig_pair"
  where "mig_pair"."id" = "tags"."id"
);

-- delete from tags
delete from "tags"
where exists (
  select 1 as "one"
  from "mig_saved_one_spelling_of_tags_1_tags_duplicates" as "mig_pair"
  where "mig_pair"."id" = "tags"."id"
);

-- what was saved is no longer needed
drop table "mig_saved_one_spelling_of_tags_1_tags_duplicates";

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "tags"."id", "tags"."name"
from "tags"
where (length(mig_lower(trim("tags"."name"))) <= 40) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- save rows beside the ledger
create table "mig_saved_one_spelling_of_tags_5_tags_name" (
  "id" integer,
  "old_name" varchar(40),
  "new_name" text
);

-- save rows beside the ledger
insert into "mig_saved_one_spelling_of_tags_5_tags_name"
select "tags"."id", "tags"."name" as "old_name", mig_lower(trim("tags"."name")) as "new_name"
from "tags";

-- update tags
update "tags" set
  "name" = mig_lower(trim("tags"."name"));

-- rebuild tags: add unique tags_name
create table "mig_new_tags" (
  "id" integer primary key,
  "name" varchar(40) not null,
  constraint "tags_name" unique ("name")
);

-- copy the rows of tags
insert or abort into "mig_new_tags" ("id", "name")
select "id", "name"
from "tags";

-- the copy takes the place of tags
drop table "tags";

-- the copy takes the place of tags
alter table "mig_new_tags" rename to "tags";

-- must find no row, or D208 and everything is rolled back
select child as "table", place as "rowid", parent as "references", count(*) over () as mig_total
from (
select 'post_tags' as child, rowid as place, parent as parent from pragma_foreign_key_check('post_tags')
) as now
where not exists (select * from temp.mig_orphans as old where old.child = now.child and old.place is now.place and old.parent = now.parent)
limit 5;

-- no reference was lost
drop table temp.mig_orphans;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of one_spelling_of_tags, mig_event gets the event 'reverted'
COMMIT;
PRAGMA foreign_keys = ON;
