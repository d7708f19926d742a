-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_places_duplicates
create table "mig_saved"."case_1_places_duplicates" as
select "mig_row"."id", "mig_kept"."id" as "kept_id"
from (select "places"."id", lower("places"."name") as "mig_key_1" from "places") as "mig_row"
join (
  select "id", "mig_key_1"
  from (
    select "places"."id",
      lower("places"."name") as "mig_key_1",
      row_number() over (partition by lower("places"."name") order by "places"."id") as "mig_place"
    from "places"
  ) as "kept"
  where "mig_place" = 1
) as "mig_kept" on "mig_row"."mig_key_1" = "mig_kept"."mig_key_1" and "mig_row"."id" <> "mig_kept"."id";

-- must find no row, or D219 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "places"."id", "places"."parent_id"
from "places"
join "mig_saved"."case_1_places_duplicates" as "mig_pair" on "places"."parent_id" = "mig_pair"."id"
where not exists (
  select 1 as "one"
  from "mig_saved"."case_1_places_duplicates" as "mig_pair"
  where "mig_pair"."id" = "places"."id"
)
  and "mig_pair"."kept_id" = "places"."id"
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- save rows as mig_saved.case_2_places_parent_id
create table "mig_saved"."case_2_places_parent_id" as
select "places"."id",
  "places"."parent_id" as "old_parent_id",
  "mig_pair"."kept_id" as "new_parent_id"
from "places"
join "mig_saved"."case_1_places_duplicates" as "mig_pair" on "places"."parent_id" = "mig_pair"."id"
where not exists (
  select 1 as "one"
  from "mig_saved"."case_1_places_duplicates" as "mig_pair"
  where "mig_pair"."id" = "places"."id"
);

-- places: set parent_id
update "places" set
  "parent_id" = "mig_pair"."kept_id"
from "mig_saved"."case_1_places_duplicates" as "mig_pair"
where "places"."parent_id" = "mig_pair"."id" and not exists (
  select 1 as "one"
  from "mig_saved"."case_1_places_duplicates" as "mig_pair"
  where "mig_pair"."id" = "places"."id"
);

-- save rows as mig_saved.case_3_places
create table "mig_saved"."case_3_places" as
select "places"."id", "places"."name", "places"."parent_id"
from "places"
where exists (
  select 1 as "one"
  from "mig_saved"."case_1_places_duplicates" as "mig_pair"
  where "mig_pair"."id" = "places"."id"
);

-- delete rows of places
delete from "places"
where exists (
  select 1 as "one"
  from "mig_saved"."case_1_places_duplicates" as "mig_pair"
  where "mig_pair"."id" = "places"."id"
);

-- what was saved is no longer needed
drop table if exists "mig_saved"."case_1_places_duplicates";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
