-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- must find no row, or D218 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "mig_row"."page", "mig_row"."visits", "mig_row"."seen", "mig_row"."note"
from (
  select "hits"."page",
    "hits"."visits",
    "hits"."seen",
    "hits"."note",
    lower("hits"."page") as "mig_key_1",
    "hits"."seen" as "mig_order_1",
    "hits"."note" as "mig_order_2",
    "hits"."page" as "mig_order_3"
  from "hits"
  where lower("hits"."page") is not null
) as "mig_row"
join (
  select "page", "visits", "seen", "note", "mig_key_1", "mig_order_1", "mig_order_2", "mig_order_3"
  from (
    select "hits"."page",
      "hits"."visits",
      "hits"."seen",
      "hits"."note",
      lower("hits"."page") as "mig_key_1",
      "hits"."seen" as "mig_order_1",
      "hits"."note" as "mig_order_2",
      "hits"."page" as "mig_order_3",
      row_number() over (partition by lower("hits"."page") order by "hits"."seen" desc, "hits"."note" collate "C" desc, "hits"."page" collate "C" desc, "hits"."visits" desc) as "mig_place"
    from "hits"
    where lower("hits"."page") is not null
  ) as "kept"
  where "mig_place" = 1
) as "mig_kept" on "mig_row"."mig_key_1" = "mig_kept"."mig_key_1"
where "mig_row"."mig_order_1" is not distinct from "mig_kept"."mig_order_1"
  and "mig_row"."mig_order_2" is not distinct from "mig_kept"."mig_order_2"
  and "mig_row"."mig_order_3" is not distinct from "mig_kept"."mig_order_3"
  and ("mig_row"."page" is distinct from "mig_kept"."page" or "mig_row"."seen" is distinct from "mig_kept"."seen" or "mig_row"."note" is distinct from "mig_kept"."note")
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last, 4 nulls last
limit 5;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_hits_duplicates
create table "mig_saved"."case_1_hits_duplicates" as
select "mig_kept"."page",
  "mig_group"."mig_value_1" as "visits",
  "mig_kept"."seen",
  "mig_kept"."note",
  "mig_group"."mig_key_1"
from (
  select lower("hits"."page") as "mig_key_1", sum("hits"."visits")::integer as "mig_value_1"
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
      row_number() over (partition by lower("hits"."page") order by "hits"."seen" desc, "hits"."note" collate "C" desc, "hits"."page" collate "C" desc, "hits"."visits" desc) as "mig_place"
    from "hits"
    where lower("hits"."page") is not null
  ) as "kept"
  where "mig_place" = 1
) as "mig_kept" on "mig_group"."mig_key_1" = "mig_kept"."mig_key_1";

-- save rows as mig_saved.case_2_hits
create table "mig_saved"."case_2_hits" as
select "hits"."page", "hits"."visits", "hits"."seen", "hits"."note"
from "hits"
where lower("hits"."page") is not null
  and exists (
  select 1 as "one"
  from "mig_saved"."case_1_hits_duplicates" as "mig_pair"
  where "mig_pair"."mig_key_1" = lower("hits"."page")
);

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

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
