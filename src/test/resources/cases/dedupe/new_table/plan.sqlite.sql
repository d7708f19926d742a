-- migration case, exact, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- create labels
create table "labels" (
  "id" integer constraint "labels_pkey" primary key,
  "label" text
);

-- insert into labels
insert into "labels" ("id", "label")
select 1 as "id", 'a' as "label"
union all
select 2 as "id", 'a' as "label"
union all
select 3 as "id", 'b' as "label";

-- save rows beside the ledger
create table "mig_saved_case_1_labels_duplicates" (
  "id" integer,
  "kept_id" integer,
  primary key ("id")
);

-- save rows beside the ledger
insert into "mig_saved_case_1_labels_duplicates"
select "mig_row"."id", "mig_kept"."id" as "kept_id"
from (
  select "labels"."id", "labels"."label" as "mig_key_1"
  from "labels"
  where "labels"."label" is not null
) as "mig_row"
join (
  select "id", "mig_key_1"
  from (
    select "labels"."id",
      "labels"."label" as "mig_key_1",
      row_number() over (partition by "labels"."label" order by "labels"."id") as "mig_place"
    from "labels"
    where "labels"."label" is not null
  ) as "kept"
  where "mig_place" = 1
) as "mig_kept" on "mig_row"."mig_key_1" = "mig_kept"."mig_key_1" and "mig_row"."id" <> "mig_kept"."id";

-- delete from labels
delete from "labels"
where exists (
  select 1 as "one"
  from "mig_saved_case_1_labels_duplicates" as "mig_pair"
  where "mig_pair"."id" = "labels"."id"
);

-- what was saved is no longer needed
drop table "mig_saved_case_1_labels_duplicates";

-- these two must agree, or D211 and everything is rolled back
select count(*) as "n" from "labels";
select 2 as "n";

-- rebuild labels: add unique labels_label_key
create table "mig_new_labels" (
  "id" integer constraint "labels_pkey" primary key,
  "label" text,
  constraint "labels_label_key" unique ("label")
);

-- copy the rows of labels
insert or abort into "mig_new_labels" ("id", "label")
select "id", "label"
from "labels";

-- the copy takes the place of labels
drop table "labels";

-- the copy takes the place of labels
alter table "mig_new_labels" rename to "labels";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
