-- migration case, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."data"
from "people"
where jsonb_typeof("people"."data") not in ('object', 'null')
) as q
order by 1 nulls last
limit 5;

-- must find no row, or L301 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."data"
from "people"
where "people"."data" -> 'born' is not null or jsonb_typeof("people"."data") is distinct from 'object'
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D205 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."note"
from "people"
where not pg_input_is_valid("people"."note", 'jsonb')
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."note"
from "people"
where "people"."born" is not null
  and jsonb_typeof("people"."note"::jsonb) not in ('object', 'null')
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or L301 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."note"
from "people"
where "people"."born" is not null
  and ("people"."note"::jsonb -> 'born' is not null or jsonb_typeof("people"."note"::jsonb) is distinct from 'object' or "people"."note" is distinct from "people"."note"::jsonb::text)
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- people: set data, note
update "people" set
  "data" = case when jsonb_typeof("people"."data") = 'object' then "people"."data" else jsonb_build_object() end || jsonb_build_object('born', to_jsonb("people"."born"::text::text)),
  "note" = case when "people"."born" is not null then (case when jsonb_typeof("people"."note"::jsonb) = 'object' then "people"."note"::jsonb else jsonb_build_object() end || jsonb_build_object('born', to_jsonb("people"."born"::text::text)))::text else "people"."note" end;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."data"
from "people"
where jsonb_typeof("people"."data") not in ('object', 'null')
) as q
order by 1 nulls last
limit 5;

-- must find no row, or L301 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."data"
from "people"
where "people"."data" -> 'seen' is not null or jsonb_typeof("people"."data") is distinct from 'object'
) as q
order by 1 nulls last
limit 5;

-- must find no row, or D205 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."note"
from "people"
where not pg_input_is_valid("people"."note", 'jsonb')
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."note"
from "people"
where jsonb_typeof("people"."note"::jsonb) not in ('object', 'null')
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.case_1_people_note
create table "mig_saved"."case_1_people_note" as
select "people"."id",
  "people"."note" as "old_note",
  (case when jsonb_typeof("people"."note"::jsonb) = 'object' then "people"."note"::jsonb else jsonb_build_object() end || jsonb_build_object('seen', to_jsonb("people"."seen"::text::text)))::text as "new_note"
from "people";

-- people: set data, note
update "people" set
  "data" = case when jsonb_typeof("people"."data") = 'object' then "people"."data" else jsonb_build_object() end || jsonb_build_object('seen', to_jsonb("people"."seen"::text::text)),
  "note" = (case when jsonb_typeof("people"."note"::jsonb) = 'object' then "people"."note"::jsonb else jsonb_build_object() end || jsonb_build_object('seen', to_jsonb("people"."seen"::text::text)))::text;

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of case, mig.event gets the event 'reverted'
COMMIT;
