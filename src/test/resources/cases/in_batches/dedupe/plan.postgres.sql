-- migration case, exact with saved data, postgres
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_people_duplicates
create table "mig_saved"."case_1_people_duplicates" as
select "mig_row"."id", "mig_kept"."id" as "kept_id"
from (
  select "people"."id", "people"."mail" as "mig_key_1"
  from "people"
  where "people"."mail" is not null
) as "mig_row"
join (
  select "id", "mig_key_1"
  from (
    select "people"."id",
      "people"."mail" as "mig_key_1",
      row_number() over (partition by "people"."mail" order by "people"."id") as "mig_place"
    from "people"
    where "people"."mail" is not null
  ) as "kept"
  where "mig_place" = 1
) as "mig_kept" on "mig_row"."mig_key_1" = "mig_kept"."mig_key_1" and "mig_row"."id" <> "mig_kept"."id";

-- save rows as mig_saved.case_2_notes_person_id
create table "mig_saved"."case_2_notes_person_id" as
select "notes"."id", "notes"."person_id" as "old_person_id", "mig_pair"."kept_id" as "new_person_id"
from "notes"
join "mig_saved"."case_1_people_duplicates" as "mig_pair" on "notes"."person_id" = "mig_pair"."id"
where false
with no data;

-- mig.attempt remembers that the run is this far
COMMIT;

-- notes: set person_id; in batches along id of 2 rows; about 81 rows; keyset: without further indexes stripes gain nothing
-- again and again, until no key is left:
BEGIN;
-- save rows as mig_saved.case_2_notes_person_id
insert into "mig_saved"."case_2_notes_person_id"
select "notes"."id", "notes"."person_id" as "old_person_id", "mig_pair"."kept_id" as "new_person_id"
from "notes"
join "mig_saved"."case_1_people_duplicates" as "mig_pair" on "notes"."person_id" = "mig_pair"."id"
where "notes"."id" > :after and "notes"."id" <= :upto;
-- notes: set person_id
update "notes" set
  "person_id" = "mig_pair"."kept_id"
from "mig_saved"."case_1_people_duplicates" as "mig_pair"
where "notes"."person_id" = "mig_pair"."id" and ("notes"."id" > :after and "notes"."id" <= :upto);
-- mig.range: the cursor stands at :upto now
COMMIT;
-- afterwards the proof is that every cursor has reached its end: old values are saved once

BEGIN;

-- save rows as mig_saved.case_3_people
create table "mig_saved"."case_3_people" as
select "people"."id", "people"."mail"
from "people"
where exists (
  select 1 as "one"
  from "mig_saved"."case_1_people_duplicates" as "mig_pair"
  where "mig_pair"."id" = "people"."id"
)
  and (false)
with no data;

-- mig.attempt remembers that the run is this far
COMMIT;

-- delete rows of people; in batches along id of 2 rows; about 81 rows; keyset: stripes are for updates alone
-- again and again, until no key is left:
BEGIN;
-- save rows as mig_saved.case_3_people
insert into "mig_saved"."case_3_people"
select "people"."id", "people"."mail"
from "people"
where exists (
  select 1 as "one"
  from "mig_saved"."case_1_people_duplicates" as "mig_pair"
  where "mig_pair"."id" = "people"."id"
)
  and ("people"."id" > :after and "people"."id" <= :upto);
-- delete rows of people
delete from "people"
where exists (
  select 1 as "one"
  from "mig_saved"."case_1_people_duplicates" as "mig_pair"
  where "mig_pair"."id" = "people"."id"
) and ("people"."id" > :after and "people"."id" <= :upto);
-- mig.range: the cursor stands at :upto now
COMMIT;
-- afterwards a sweep of the whole table finds nothing left to do
select "people"."id"
from "people"
where exists (
  select 1 as "one"
  from "mig_saved"."case_1_people_duplicates" as "mig_pair"
  where "mig_pair"."id" = "people"."id"
);
-- what it finds is moved in the same way

BEGIN;

-- what was saved is no longer needed
drop table if exists "mig_saved"."case_1_people_duplicates";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
