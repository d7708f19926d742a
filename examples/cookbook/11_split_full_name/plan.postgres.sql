-- migration first_and_last_name, exact with saved data, postgres
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN;

-- people: add column last_name, add column first_name
alter table "people"
  add column "last_name" varchar(40),
  add column "first_name" varchar(40);

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."name"
from "people"
where (length(case when strpos("people"."name", ', ') > 0 then split_part("people"."name", ', ', 1) else "people"."name" end) <= 40) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."name"
from "people"
where (length(case when strpos("people"."name", ', ') > 0 then substr("people"."name", strpos("people"."name", ', ') + 2) else '' end) <= 40) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- people: set last_name, first_name
update "people" set
  "last_name" = case when strpos("people"."name", ', ') > 0 then split_part("people"."name", ', ', 1) else "people"."name" end,
  "first_name" = case when strpos("people"."name", ', ') > 0 then substr("people"."name", strpos("people"."name", ', ') + 2) else '' end;

-- people: alter column last_name, alter column first_name
alter table "people"
  alter column "last_name" set not null,
  alter column "first_name" set not null;

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."last_name", "people"."first_name", "people"."name"
from "people"
where concat_ws(', ', "people"."last_name", nullif("people"."first_name", '')) <> "people"."name"
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last, 4 nulls last
limit 5;

-- for saved rows
create schema if not exists "mig_saved";

-- save rows as mig_saved.first_and_last_name_1_people_name
create table "mig_saved"."first_and_last_name_1_people_name" as
select "people"."id", "people"."name" from "people";

-- people: drop column name
alter table "people" drop column "name";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig.migration loses the row of first_and_last_name, mig.event gets the event 'reverted'
COMMIT;
