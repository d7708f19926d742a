-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_tags_duplicates
create table "mig_saved"."case_1_tags_duplicates" as
select "mig_row"."id",
  "mig_row"."code",
  "mig_kept"."id" as "kept_id",
  "mig_kept"."code" as "kept_code"
from (
  select "tags"."id", "tags"."code", "tags"."label" as "mig_key_1"
  from "tags"
  where "tags"."label" is not null
) as "mig_row"
join (
  select "id", "code", "mig_key_1"
  from (
    select "tags"."id",
      "tags"."code",
      "tags"."label" as "mig_key_1",
      row_number() over (partition by "tags"."label" order by "tags"."id") as "mig_place"
    from "tags"
    where "tags"."label" is not null
  ) as "kept"
  where "mig_place" = 1
) as "mig_kept" on "mig_row"."mig_key_1" = "mig_kept"."mig_key_1" and "mig_row"."id" <> "mig_kept"."id";

-- must find no row, or D209 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "uses"."id", "uses"."tag"
from "uses"
join "mig_saved"."case_1_tags_duplicates" as "mig_pair" on "uses"."tag" = "mig_pair"."code"
where "mig_pair"."kept_code" is null
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- save rows as mig_saved.case_2_uses_tag
create table "mig_saved"."case_2_uses_tag" as
select "uses"."id", "uses"."tag" as "old_tag", "mig_pair"."kept_code" as "new_tag"
from "uses"
join "mig_saved"."case_1_tags_duplicates" as "mig_pair" on "uses"."tag" = "mig_pair"."code";

-- uses: set tag
update "uses" set
  "tag" = "mig_pair"."kept_code"
from "mig_saved"."case_1_tags_duplicates" as "mig_pair"
where "uses"."tag" = "mig_pair"."code";

-- save rows as mig_saved.case_3_tags
create table "mig_saved"."case_3_tags" as
select "tags"."id", "tags"."label", "tags"."code"
from "tags"
where exists (
  select 1 as "one"
  from "mig_saved"."case_1_tags_duplicates" as "mig_pair"
  where "mig_pair"."id" = "tags"."id"
);

-- delete rows of tags
delete from "tags"
where exists (
  select 1 as "one"
  from "mig_saved"."case_1_tags_duplicates" as "mig_pair"
  where "mig_pair"."id" = "tags"."id"
);

-- what was saved is no longer needed
drop table if exists "mig_saved"."case_1_tags_duplicates";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
