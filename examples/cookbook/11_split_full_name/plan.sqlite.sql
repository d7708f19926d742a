-- migration first_and_last_name, exact with saved data, sqlite
-- one transaction; before it: take the runner lock
-- first in it: is the schema still as it was when this plan was made?

BEGIN IMMEDIATE;

-- add column last_name
alter table "people" add column "last_name" varchar(40);

-- add column first_name
alter table "people" add column "first_name" varchar(40);

-- must find no row, or D204 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."name"
from "people"
where octet_length(substr("people"."name", 1)) <> octet_length("people"."name")
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."name"
from "people"
where (length(case when instr("people"."name", ', ') > 0 then mig_split_part("people"."name", ', ', 1) else "people"."name" end) <= 40) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- must find no row, or D213 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."name"
from "people"
where (length(case when instr("people"."name", ', ') > 0 then substr("people"."name", max(instr("people"."name", ', ') + 2, 1)) else '' end) <= 40) is not true
) as q
order by 1 nulls last, 2 nulls last
limit 5;

-- update people
update "people" set
  "last_name" = case when instr("people"."name", ', ') > 0 then mig_split_part("people"."name", ', ', 1) else "people"."name" end,
  "first_name" = case when instr("people"."name", ', ') > 0 then substr("people"."name", max(instr("people"."name", ', ') + 2, 1)) else '' end;

-- must find no row, or D211 and everything is rolled back
select q.*, count(*) over () as mig_total from (
select "people"."id", "people"."last_name", "people"."first_name", "people"."name"
from "people"
where concat_ws(', ', "people"."last_name", nullif("people"."first_name", '')) <> "people"."name"
) as q
order by 1 nulls last, 2 nulls last, 3 nulls last, 4 nulls last
limit 5;

-- save rows beside the ledger
create table "mig_saved_first_and_last_name_1_people_name" (
  "id" integer,
  "name" varchar(80)
);

-- save rows beside the ledger
insert into "mig_saved_first_and_last_name_1_people_name"
select "people"."id", "people"."name" from "people";

-- rebuild people: alter last_name set not null, alter first_name set not null, drop column name
create table "mig_new_people" (
  "id" integer primary key,
  "last_name" varchar(40) not null,
  "first_name" varchar(40) not null
);

-- copy the rows of people
insert or abort into "mig_new_people" ("id", "last_name", "first_name")
select "id", "last_name", "first_name"
from "people";

-- the copy takes the place of people
drop table "people";

-- the copy takes the place of people
alter table "mig_new_people" rename to "people";

-- the schema is read again and compared with what this plan predicts
-- ledger: mig_migration loses the row of first_and_last_name, mig_event gets the event 'reverted'
COMMIT;
