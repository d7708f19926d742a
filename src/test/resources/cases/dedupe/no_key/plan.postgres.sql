-- migration case, none, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_logs_duplicates
create table "mig_saved"."case_1_logs_duplicates" as
select "mig_kept"."line", "mig_group"."mig_key_1"
from (
  select "logs"."line" as "mig_key_1"
  from "logs"
  where "logs"."line" is not null
  group by "logs"."line"
  having count(*) > 1
) as "mig_group"
join (
  select "line", "mig_key_1"
  from (
    select "logs"."line",
      "logs"."line" as "mig_key_1",
      row_number() over (partition by "logs"."line" order by "logs"."line" collate "C") as "mig_place"
    from "logs"
    where "logs"."line" is not null
  ) as "kept"
  where "mig_place" = 1
) as "mig_kept" on "mig_group"."mig_key_1" = "mig_kept"."mig_key_1";

-- delete rows of logs
delete from "logs"
where "logs"."line" is not null and exists (
  select 1 as "one"
  from "mig_saved"."case_1_logs_duplicates" as "mig_pair"
  where "mig_pair"."mig_key_1" = "logs"."line"
);

-- insert rows into logs
insert into "logs" ("line")
select "mig_saved"."line" from "mig_saved"."case_1_logs_duplicates" as "mig_saved";

-- what was saved is no longer needed
drop table if exists "mig_saved"."case_1_logs_duplicates";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
