-- migration case, none, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_case_1_hits_duplicates" (
  "page" text,
  "visits" integer,
  "seen" timestamp,
  "note" varchar(8),
  "mig_key_1" text,
  primary key ("mig_key_1")
);

-- save rows beside the ledger
insert into "mig_saved_case_1_hits_duplicates"
select "mig_kept"."page",
  "mig_kept"."visits",
  "mig_kept"."seen",
  "mig_kept"."note",
  "mig_group"."mig_key_1"
from (
  select mig_lower("hits"."page") as "mig_key_1"
  from "hits"
  where mig_lower("hits"."page") is not null
  group by mig_lower("hits"."page")
  having count(*) > 1
) as "mig_group"
join (
  select "page", "visits", "seen", "note", "mig_key_1"
  from (
    select "hits"."page",
      "hits"."visits",
      "hits"."seen",
      "hits"."note",
      mig_lower("hits"."page") as "mig_key_1",
      row_number() over (partition by mig_lower("hits"."page") order by "hits"."page" nulls last, "hits"."visits", mig_timestamp("hits"."seen") nulls last, "hits"."note" nulls last) as "mig_place"
    from "hits"
    where mig_lower("hits"."page") is not null
  ) as "kept"
  where "mig_place" = 1
) as "mig_kept" on "mig_group"."mig_key_1" = "mig_kept"."mig_key_1";

-- delete from hits
delete from "hits"
where mig_lower("hits"."page") is not null and exists (
  select 1 as "one"
  from "mig_saved_case_1_hits_duplicates" as "mig_pair"
  where "mig_pair"."mig_key_1" = mig_lower("hits"."page")
);

-- insert into hits
insert into "hits" ("page", "visits", "seen", "note")
select "mig_saved"."page", "mig_saved"."visits", "mig_saved"."seen", "mig_saved"."note"
from "mig_saved_case_1_hits_duplicates" as "mig_saved";

-- what was saved is no longer needed
drop table "mig_saved_case_1_hits_duplicates";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
