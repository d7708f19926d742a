-- migration case, exact with saved data, sqlite
-- in batches: not one transaction; a run that stops goes on where it was
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_case_1_people_duplicates" (
  "id" integer,
  "kept_id" integer,
  primary key ("id")
);

-- save rows beside the ledger
insert into "mig_saved_case_1_people_duplicates"
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

-- save rows beside the ledger
create table "mig_saved_case_2_notes_person_id" (
  "id" integer,
  "old_person_id" integer,
  "new_person_id" integer
);

-- mig_attempt remembers that the run is this far
COMMIT;

-- update notes; in batches along id of 2 rows; about 4 rows; keyset: other writers get their turn after each batch
-- again and again, until no key is left:
BEGIN IMMEDIATE;
-- save rows beside the ledger
insert into "mig_saved_case_2_notes_person_id"
select "notes"."id", "notes"."person_id" as "old_person_id", "mig_pair"."kept_id" as "new_person_id"
from "notes"
join "mig_saved_case_1_people_duplicates" as "mig_pair" on "notes"."person_id" = "mig_pair"."id"
where "notes"."id" > :after and "notes"."id" <= :upto;
-- update notes
update "notes" set
  "person_id" = "mig_pair"."kept_id"
from "mig_saved_case_1_people_duplicates" as "mig_pair"
where "notes"."person_id" = "mig_pair"."id" and ("notes"."id" > :after and "notes"."id" <= :upto);
-- mig_range: the cursor stands at :upto now
COMMIT;
-- afterwards the proof is that every cursor has reached its end: old values are saved once

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_case_3_people" (
  "id" integer,
  "mail" text
);

-- mig_attempt remembers that the run is this far
COMMIT;

-- delete from people; in batches along id of 2 rows; about 5 rows; keyset: other writers get their turn after each batch
-- again and again, until no key is left:
BEGIN IMMEDIATE;
-- save rows beside the ledger
insert into "mig_saved_case_3_people"
select "people"."id", "people"."mail"
from "people"
where exists (
  select 1 as "one"
  from "mig_saved_case_1_people_duplicates" as "mig_pair"
  where "mig_pair"."id" = "people"."id"
)
  and ("people"."id" > :after and "people"."id" <= :upto);
-- delete from people
delete from "people"
where exists (
  select 1 as "one"
  from "mig_saved_case_1_people_duplicates" as "mig_pair"
  where "mig_pair"."id" = "people"."id"
) and ("people"."id" > :after and "people"."id" <= :upto);
-- mig_range: the cursor stands at :upto now
COMMIT;
-- afterwards a sweep of the whole table finds nothing left to do
select "people"."id"
from "people"
where exists (
  select 1 as "one"
  from "mig_saved_case_1_people_duplicates" as "mig_pair"
  where "mig_pair"."id" = "people"."id"
);
-- what it finds is moved in the same way

BEGIN IMMEDIATE;

-- what was saved is no longer needed
drop table "mig_saved_case_1_people_duplicates";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
