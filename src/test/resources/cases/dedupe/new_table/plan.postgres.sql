-- migration case, exact, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- create table labels
create table "labels" (
  "id" integer not null,
  "label" text,
  constraint "labels_pkey" primary key ("id")
);

-- insert rows into labels
insert into "labels" ("id", "label")
select 1 as "id", 'a' as "label"
union all
select 2 as "id", 'a' as "label"
union all
select 3 as "id", 'b' as "label";

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_labels_duplicates
create table "mig_saved"."case_1_labels_duplicates" as
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

-- delete rows of labels
delete from "labels"
where exists (
  select 1 as "one"
  from "mig_saved"."case_1_labels_duplicates" as "mig_pair"
  where "mig_pair"."id" = "labels"."id"
);

-- what was saved is no longer needed
drop table if exists "mig_saved"."case_1_labels_duplicates";

-- these two must agree, or D211 and everything is rolled back
select count(*) as "n" from "labels";
select 2 as "n";

-- labels: add constraint labels_label_key
alter table "labels" add constraint "labels_label_key" unique ("label");

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
