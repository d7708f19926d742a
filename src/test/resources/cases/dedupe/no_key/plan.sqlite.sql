-- migration case, none, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- save rows beside the ledger
create table "mig_saved_case_1_logs_duplicates" (
  "line" text,
  "mig_key_1" text,
  primary key ("mig_key_1")
);

-- save rows beside the ledger
insert into "mig_saved_case_1_logs_duplicates"
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
      row_number() over (partition by "logs"."line" order by "logs"."line" nulls last) as "mig_place"
    from "logs"
    where "logs"."line" is not null
  ) as "kept"
  where "mig_place" = 1
) as "mig_kept" on "mig_group"."mig_key_1" = "mig_kept"."mig_key_1";

-- delete from logs
delete from "logs"
where "logs"."line" is not null and exists (
  select 1 as "one"
  from "mig_saved_case_1_logs_duplicates" as "mig_pair"
  where "mig_pair"."mig_key_1" = "logs"."line"
);

-- insert into logs
insert into "logs" ("line")
select "mig_saved"."line" from "mig_saved_case_1_logs_duplicates" as "mig_saved";

-- what was saved is no longer needed
drop table "mig_saved_case_1_logs_duplicates";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
