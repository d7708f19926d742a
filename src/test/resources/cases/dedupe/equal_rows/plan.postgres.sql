-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- must find no row, or D218 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "mig_row"."id", "mig_kept"."id" as "other id", "mig_row"."mig_key_1" as "label"
from (
  select "tags"."id", "tags"."label", "tags"."label" as "mig_key_1", "tags"."label" as "mig_order_1"
  from "tags"
  where "tags"."label" is not null
) as "mig_row"
join (
  select "id", "label", "mig_key_1", "mig_order_1"
  from (
    select "tags"."id",
      "tags"."label",
      "tags"."label" as "mig_key_1",
      "tags"."label" as "mig_order_1",
      row_number() over (partition by "tags"."label" order by "tags"."label" collate "C", "tags"."id") as "mig_place"
    from "tags"
    where "tags"."label" is not null
  ) as "kept"
  where "mig_place" = 1
) as "mig_kept" on "mig_row"."mig_key_1" = "mig_kept"."mig_key_1" and "mig_row"."id" <> "mig_kept"."id"
where "mig_row"."mig_order_1" is not distinct from "mig_kept"."mig_order_1"
  and "mig_row"."label" is distinct from "mig_kept"."label"
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last
limit 5;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_tags_duplicates
create table "mig_saved"."case_1_tags_duplicates" as
select "mig_row"."id", "mig_kept"."id" as "kept_id"
from (select "tags"."id", "tags"."label" as "mig_key_1" from "tags" where "tags"."label" is not null) as "mig_row"
join (
  select "id", "mig_key_1"
  from (
    select "tags"."id",
      "tags"."label" as "mig_key_1",
      row_number() over (partition by "tags"."label" order by "tags"."label" collate "C", "tags"."id") as "mig_place"
    from "tags"
    where "tags"."label" is not null
  ) as "kept"
  where "mig_place" = 1
) as "mig_kept" on "mig_row"."mig_key_1" = "mig_kept"."mig_key_1" and "mig_row"."id" <> "mig_kept"."id";

-- save rows as mig_saved.case_2_tags
create table "mig_saved"."case_2_tags" as
select "tags"."id", "tags"."label"
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
