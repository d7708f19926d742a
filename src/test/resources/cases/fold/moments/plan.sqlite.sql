-- migration case, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- must find no row, or D205 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."data" from "people" where not mig_fits('jsonb', "people"."data")
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."data"
from "people"
where mig_json_type("people"."data") not in ('object', 'null')
) as q
order by 1 nulls last
limit 5;

-- must find no row, or L301 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."data"
from "people"
where mig_json_at("people"."data", 'born') is not null or mig_json_type("people"."data") is distinct from 'object' or "people"."data" is distinct from mig_jsonb("people"."data")
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D205 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."note" from "people" where not mig_fits('jsonb', "people"."note")
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."note"
from "people"
where "people"."born" is not null
  and mig_json_type(mig_jsonb("people"."note")) not in ('object', 'null')
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or L301 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."note"
from "people"
where "people"."born" is not null
  and (mig_json_at(mig_jsonb("people"."note"), 'born') is not null or mig_json_type(mig_jsonb("people"."note")) is distinct from 'object' or "people"."note" is distinct from mig_jsonb(mig_jsonb("people"."note")))
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- update people
update "people" set
  "data" = mig_json_set(case when mig_json_type("people"."data") = 'object' then "people"."data" else '{}' end, 'born', mig_json_of_text("people"."born")),
  "note" = case when "people"."born" is not null then mig_jsonb(mig_json_set(case when mig_json_type(mig_jsonb("people"."note")) = 'object' then mig_jsonb("people"."note") else '{}' end, 'born', mig_json_of_text("people"."born"))) else "people"."note" end;

-- must find no row, or D205 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."data" from "people" where not mig_fits('jsonb', "people"."data")
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."data"
from "people"
where mig_json_type("people"."data") not in ('object', 'null')
) as q
order by 1 nulls last
limit 5;

-- must find no row, or L301 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."data"
from "people"
where mig_json_at("people"."data", 'seen') is not null or mig_json_type("people"."data") is distinct from 'object' or "people"."data" is distinct from mig_jsonb("people"."data")
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D205 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."note" from "people" where not mig_fits('jsonb', "people"."note")
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."note"
from "people"
where mig_json_type(mig_jsonb("people"."note")) not in ('object', 'null')
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- save rows beside the ledger
create table "mig_saved_case_1_people_note" (
  "id" integer,
  "old_note" text,
  "new_note" text
);

-- save rows beside the ledger
insert into "mig_saved_case_1_people_note"
select "people"."id",
  "people"."note" as "old_note",
  mig_jsonb(mig_json_set(case when mig_json_type(mig_jsonb("people"."note")) = 'object' then mig_jsonb("people"."note") else '{}' end, 'seen', mig_json_of_text(mig_timestamp("people"."seen")))) as "new_note"
from "people";

-- update people
update "people" set
  "data" = mig_json_set(case when mig_json_type("people"."data") = 'object' then "people"."data" else '{}' end, 'seen', mig_json_of_text(mig_timestamp("people"."seen"))),
  "note" = mig_jsonb(mig_json_set(case when mig_json_type(mig_jsonb("people"."note")) = 'object' then mig_jsonb("people"."note") else '{}' end, 'seen', mig_json_of_text(mig_timestamp("people"."seen"))));

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of case, mig_event gets the event 'reverted'
COMMIT;
