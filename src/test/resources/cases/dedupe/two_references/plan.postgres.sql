-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_people_duplicates
create table "mig_saved"."case_1_people_duplicates" as
select "mig_row"."id", "mig_kept"."id" as "kept_id"
from (select "people"."id", "people"."ssn" as "mig_key_1" from "people" where "people"."ssn" is not null) as "mig_row"
join (
  select "id", "mig_key_1"
  from (
    select "people"."id",
      "people"."ssn" as "mig_key_1",
      row_number() over (partition by "people"."ssn" order by "people"."id") as "mig_place"
    from "people"
    where "people"."ssn" is not null
  ) as "kept"
  where "mig_place" = 1
) as "mig_kept" on "mig_row"."mig_key_1" = "mig_kept"."mig_key_1" and "mig_row"."id" <> "mig_kept"."id";

-- save rows as mig_saved.case_2_couples_one_id
create table "mig_saved"."case_2_couples_one_id" as
select "couples"."id", "couples"."one_id" as "old_one_id", "mig_pair"."kept_id" as "new_one_id"
from "couples"
join "mig_saved"."case_1_people_duplicates" as "mig_pair" on "couples"."one_id" = "mig_pair"."id";

-- couples: set one_id
update "couples" set
  "one_id" = "mig_pair"."kept_id"
from "mig_saved"."case_1_people_duplicates" as "mig_pair"
where "couples"."one_id" = "mig_pair"."id";

-- save rows as mig_saved.case_3_couples_other_id
create table "mig_saved"."case_3_couples_other_id" as
select "couples"."id",
  "couples"."other_id" as "old_other_id",
  "mig_pair"."kept_id" as "new_other_id"
from "couples"
join "mig_saved"."case_1_people_duplicates" as "mig_pair" on "couples"."other_id" = "mig_pair"."id";

-- couples: set other_id
update "couples" set
  "other_id" = "mig_pair"."kept_id"
from "mig_saved"."case_1_people_duplicates" as "mig_pair"
where "couples"."other_id" = "mig_pair"."id";

-- save rows as mig_saved.case_4_people
create table "mig_saved"."case_4_people" as
select "people"."id", "people"."ssn"
from "people"
where exists (
  select 1 as "one"
  from "mig_saved"."case_1_people_duplicates" as "mig_pair"
  where "mig_pair"."id" = "people"."id"
);

-- delete rows of people
delete from "people"
where exists (
  select 1 as "one"
  from "mig_saved"."case_1_people_duplicates" as "mig_pair"
  where "mig_pair"."id" = "people"."id"
);

-- what was saved is no longer needed
drop table if exists "mig_saved"."case_1_people_duplicates";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
