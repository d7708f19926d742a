-- migration case, none, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_hits_duplicates
create table "mig_saved"."case_1_hits_duplicates" as
select "mig_kept"."page",
  "mig_kept"."visits",
  "mig_kept"."seen",
  "mig_kept"."note",
  "mig_group"."mig_key_1"
from (
  select lower("hits"."page") as "mig_key_1"
  from "hits"
  where lower("hits"."page") is not null
  group by lower("hits"."page")
  having count(*) > 1
) as "mig_group"
join (
  select "page", "visits", "seen", "note", "mig_key_1"
  from (
    select "hits"."page",
      "hits"."visits",
      "hits"."seen",
      "hits"."note",
      lower("hits"."page") as "mig_key_1",
      row_number() over (partition by lower("hits"."page") order by "hits"."page" collate "C", "hits"."visits", "hits"."seen", "hits"."note" collate "C") as "mig_place"
    from "hits"
    where lower("hits"."page") is not null
  ) as "kept"
  where "mig_place" = 1
) as "mig_kept" on "mig_group"."mig_key_1" = "mig_kept"."mig_key_1";

-- delete rows of hits
delete from "hits"
where lower("hits"."page") is not null and exists (
  select 1 as "one"
  from "mig_saved"."case_1_hits_duplicates" as "mig_pair"
  where "mig_pair"."mig_key_1" = lower("hits"."page")
);

-- insert rows into hits
insert into "hits" ("page", "visits", "seen", "note")
select "mig_saved"."page", "mig_saved"."visits", "mig_saved"."seen", "mig_saved"."note"
from "mig_saved"."case_1_hits_duplicates" as "mig_saved";

-- what was saved is no longer needed
drop table if exists "mig_saved"."case_1_hits_duplicates";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
